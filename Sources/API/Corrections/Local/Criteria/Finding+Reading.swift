import Events

extension Finding {
    /// Quotations: those found in the subject's text; without a text to compare with, all that are marked.
    static func quotations(_ reading: LocalReading) -> Finding {
        let total = reading.discourse.quotations.count
        let target = reading.type == .commentaire ? 12 : 4
        guard reading.type == .commentaire, !reading.subject.texte.words.isEmpty else {
            return Finding(
                .quotations, level: scale(total, to: target),
                evidence: "Citations : \(total) entre guillemets, non vérifiées faute de texte de référence.",
                strength: "Vous citez les œuvres.",
                advice: "Citez les œuvres : quelques mots exacts entre guillemets valent mieux qu'un résumé.")
        }
        let exact = reading.matches.count { $0 == .exact }
        let close = reading.matches.count { $0 == .close }
        let level = scale(Double(exact) + Double(close) / 2, from: 0, to: Double(target))
        return Finding(
            .quotations, level: level,
            evidence: "Citations : \(total) entre guillemets, dont \(exact) retrouvées dans le texte"
                + (close > 0 ? " et \(close) inexactes de peu." : "."),
            strength: "Le texte est cité souvent et exactement.",
            advice:
                "Appuyez chaque remarque sur une citation exacte, courte, entre guillemets et intégrée à votre phrase."
        )
    }

    /// Commented quotations: those with a word of analysis or of interpretation in the same sentence or the next.
    static func quotationComment(_ reading: LocalReading) -> Finding {
        let text = reading.discourse
        let commented = text.quotationsOpened.enumerated().reduce(0) { sum, opened in
            reading.comments[opened.offset] == nil ? sum : sum + opened.element
        }
        let target = reading.type == .commentaire ? 10 : 3
        return Finding(
            .quotationComment, level: scale(commented, to: target),
            evidence:
                "Citations commentées : \(commented) sur \(text.quotations.count) ont près d'elles un terme d'analyse "
                + "et un verbe d'interprétation.",
            strength: "Les citations sont commentées.",
            advice: "Après chaque citation, nommez le procédé, puis dites l'effet qu'il produit : "
                + "« cette métaphore suggère que… ».")
    }

    /// Vocabulary of analysis: different notions named.
    static func analysisTerms(_ reading: LocalReading) -> Finding {
        let used = AnalysisVocabulary.notions.compactMap { reading.discourse.folded.used(of: $0).first?.text }
        return Finding(
            .analysisTerms, level: scale(used.count, to: 16),
            evidence:
                "Vocabulaire d'analyse : \(French.count(used.count, "notion différente", "notions différentes"))"
                + (used.isEmpty ? "." : " (\(used.prefix(8).joined(separator: ", "))…)."),
            strength: "Le vocabulaire de l'analyse littéraire est employé.",
            advice: "Nommez les procédés d'écriture : figures, rythme, énonciation, temps verbaux, champs lexicaux.")
    }

    /// Terms of the subject: key words and content words taken up, in the copie and in its introduction.
    static func subjectTerms(_ reading: LocalReading) -> Finding {
        let radicals = Set(reading.discourse.folded.vocabulary.map(Folding.radical(ofFolded:)))
        let terms = reading.subject.terms
        let missing = terms.filter { !radicals.contains($0.radical) }.map(\.form)
        let share = terms.isEmpty ? 0.5 : Double(terms.count - missing.count) / Double(terms.count)
        return Finding(
            .subjectTerms, level: scale(share, from: 0.1, to: 0.8),
            evidence: "Termes du sujet : \(terms.count - missing.count) repris sur \(terms.count)"
                + (missing.isEmpty ? "." : " ; absents : \(French.quoted(missing, limit: 4))."),
            strength: "Les termes du sujet sont repris.",
            advice: "Partez des mots du sujet : définissez-les dans l'introduction et revenez-y dans chaque partie.")
    }

    /// Examples: turns that bring one, names and quoted titles or passages.
    static func examples(_ reading: LocalReading) -> Finding {
        let text = reading.discourse
        let turns = text.folded.used(of: StructureMarkers.example)
        let names = Set(
            text.words.filter { !$0.opensSentence && $0.core.first?.isUppercase == true && $0.core.count > 2 }.map(
                \.core))
        let level =
            scale(turns.count, to: 5) * 0.35 + scale(names.count, to: 8) * 0.35 + scale(text.quotations.count, to: 5)
            * 0.3
        return Finding(
            .examples, level: level,
            evidence: "Exemples : \(French.count(turns.count, "tour")) d'illustration, "
                + "\(French.count(names.count, "nom propre", "noms propres")), "
                + "\(French.count(text.quotations.count, "passage")) entre guillemets.",
            strength: "Les idées sont illustrées par des exemples.",
            advice: "Donnez à chaque argument un exemple précis : une œuvre, un passage, ce qu'il prouve.")
    }

    /// Reasoning: developed paragraphs that both explain and rest on something of the text or an example.
    static func reasoning(_ reading: LocalReading) -> Finding {
        let paragraphs = reading.discourse.developedParagraphs
        let reasoned = paragraphs.count { paragraph in
            let text = FoldedText(paragraph)
            let explains = !text.used(of: StructureMarkers.explanation).isEmpty
            let rests =
                paragraph.contains("«") || paragraph.contains("\"") || paragraph.contains("“")
                || !text.used(of: StructureMarkers.example).isEmpty
            return explains && rests
        }
        let target = reading.type == .contractionEssai ? 3 : 5
        return Finding(
            .reasoning, level: scale(reasoned, to: target),
            evidence: "Raisonnement : une explication est jointe à une citation ou à un exemple dans "
                + "\(French.count(reasoned, "paragraphe")) sur \(paragraphs.count).",
            strength: "Les paragraphes expliquent et prouvent.",
            advice: "Bâtissez chaque paragraphe en trois temps : l'idée, la preuve, ce que la preuve montre.")
    }
}
