import Events

extension Finding {
    /// Length: own words against what a copie of this type usually has after 4 h.
    static func length(_ reading: LocalReading) -> Finding {
        let own = reading.ownWords
        var evidence =
            "Longueur : \(French.count(own.count, "mot")) de vous, pour environ \(reading.expectedWords) "
            + "dans une copie développée (usage, aucune longueur n'est officielle)."
        if own.recopied > 0 {
            evidence += " \(French.count(own.recopied, "mot")) recopiés de l'énoncé sans guillemets."
        }
        if own.repeated > 0 {
            evidence += " \(French.count(own.repeated, "mot")) dans des phrases écrites deux fois."
        }
        return Finding(
            .length, level: reading.completeness, evidence: evidence,
            strength: "La copie est développée.",
            advice: "Développez davantage : chaque idée demande une explication et au moins un appui précis.")
    }

    /// Paragraphs: from four to ten developed ones, none of them swallowing the copie.
    static func paragraphs(_ reading: LocalReading) -> Finding {
        let text = reading.discourse
        let developed = text.wordCounts.filter { $0 >= 25 }
        let expected = reading.type == .contractionEssai ? 4 : 6
        let largest = Double(developed.max() ?? 0) / Double(max(1, text.wordCount))
        let balance = 1 - scale(largest, from: 0.4, to: 0.9)
        return Finding(
            .paragraphs, level: scale(developed.count - 1, to: expected - 1) * balance,
            evidence:
                "Paragraphes : \(French.count(developed.count, "paragraphe développé", "paragraphes développés")), "
                + "le plus long tenant \(Int((largest * 100).rounded())) % du texte.",
            strength: "La copie est découpée en paragraphes équilibrés.",
            advice: "Un paragraphe par idée, un alinéa à chaque fois, une ligne sautée entre les grandes parties.")
    }

    /// Introduction: a first paragraph that presents the text or the subject and is neither a line nor a page.
    static func introduction(_ reading: LocalReading) -> Finding {
        let first = reading.opening
        let size = first.words.count
        let presented = first.used(of: StructureMarkers.presentation)
        let subject = Set(first.words.map(Folding.radical(ofFolded:))).intersection(
            reading.subject.terms.map(\.radical))
        let level =
            scale(size, to: 50) * 0.4 + scale(presented.count, to: 3) * 0.3 + scale(subject.count, to: 3) * 0.3
        return Finding(
            .introduction, level: level * (size > 400 ? 0.5 : 1),
            evidence: "Introduction : premier paragraphe de \(French.count(size, "mot")), "
                + "\(French.count(presented.count, "repère")) de présentation, "
                + "\(French.count(subject.count, "terme")) du sujet.",
            strength: "L'introduction situe le sujet.",
            advice: "Dans l'introduction, présentez l'œuvre ou la question avant d'annoncer votre démarche.")
    }

    /// Problématique: a question in the introduction, direct or indirect.
    static func question(_ reading: LocalReading) -> Finding {
        let opening = reading.opening
        let marks = opening.used(of: StructureMarkers.question)
        let indirect = opening.used(of: StructureMarkers.indirectQuestion)
        let direct = reading.openingText.contains("?")
        let level: Double =
            switch (direct, marks.isEmpty, indirect.isEmpty) {
            case (true, false, _): 1
            case (_, _, false): 0.9
            case (true, true, _): 0.6
            default: 0
            }
        return Finding(
            .question, level: level,
            evidence: level == 0
                ? "Problématique : aucune question relevée dans l'introduction."
                : "Problématique : question relevée dans l'introduction"
                    + (marks.isEmpty ? "." : " (\(French.quoted(marks.map(\.text), limit: 2)))."),
            strength: "Une problématique est posée dès l'introduction.",
            advice:
                "Posez dans l'introduction une question précise, née des mots du sujet, à laquelle tout le devoir répond."
        )
    }

    /// Plan: the steps announced in the introduction.
    static func plan(_ reading: LocalReading) -> Finding {
        let opening = reading.opening
        let steps = StructureMarkers.planSteps.compactMap { opening.used(of: $0).first }
        let verbs = opening.used(of: StructureMarkers.planVerbs)
        let level = scale(steps.count, to: 2) * 0.75 + (verbs.isEmpty ? 0 : 0.25)
        return Finding(
            .plan, level: level,
            evidence: steps.isEmpty
                ? "Plan : aucune annonce relevée dans l'introduction."
                : "Plan : annoncé dans l'introduction (\(French.quoted(steps.map(\.text), limit: 3))).",
            strength: "Le plan est annoncé.",
            advice: "Annoncez vos parties à la fin de l'introduction, avec leur idée et non leur seul numéro.")
    }

    /// Transitions: paragraphs whose first words tie them to what precedes.
    static func transitions(_ reading: LocalReading) -> Finding {
        let inner = reading.discourse.developedParagraphs.dropFirst().dropLast()
        let tied = inner.count { paragraph in
            let head = FoldedText(Folding.words(paragraph).prefix(12).joined(separator: " "))
            return !head.used(of: StructureMarkers.transition).isEmpty
        }
        let share = inner.isEmpty ? 0 : Double(tied) / Double(inner.count)
        return Finding(
            .transitions, level: scale(share, from: 0, to: 0.7) * scale(inner.count, to: 3),
            evidence: "Transitions : un mot de liaison ouvre \(French.count(tied, "paragraphe")) du développement "
                + "sur \(inner.count).",
            strength: "Les paragraphes s'enchaînent.",
            advice: "Ouvrez chaque partie par une phrase qui reprend l'acquis et dit ce que la suite va montrer.")
    }

    /// Conclusion: a last paragraph that says it concludes, of some length, and if possible opens.
    static func conclusion(_ reading: LocalReading) -> Finding {
        let paragraphs = reading.discourse.developedParagraphs
        guard paragraphs.count > 1, let last = paragraphs.last else {
            return Finding(
                .conclusion, level: 0, evidence: "Conclusion : aucun paragraphe de conclusion distinct.",
                strength: "",
                advice: "Réservez un paragraphe à la conclusion : la réponse à votre question, puis un prolongement.")
        }
        let text = FoldedText(last)
        let marks = text.used(of: StructureMarkers.conclusion)
        let opening = text.used(of: StructureMarkers.opening)
        let level =
            marks.isEmpty
            ? 0.15 : 0.5 + scale(text.words.count, to: 60) * 0.3 + (opening.isEmpty ? 0 : 0.2)
        return Finding(
            .conclusion, level: level,
            evidence: marks.isEmpty
                ? "Conclusion : le dernier paragraphe ne se donne pas pour une conclusion."
                : "Conclusion : repérée (« \(marks[0].text) »), \(French.count(text.words.count, "mot"))"
                    + (opening.isEmpty ? ", sans ouverture reconnue." : ", avec une ouverture."),
            strength: "La conclusion est nette.",
            advice: "Concluez en répondant explicitement à votre question avant d'ouvrir sur une autre œuvre.")
    }

    /// Connectors: how many different ones, and of how many logical relations.
    static func connectors(_ reading: LocalReading) -> Finding {
        let used = Connectors.families
            .map { (relation: $0.relation, phrases: reading.discourse.folded.used(of: $0.phrases)) }
            .filter { !$0.phrases.isEmpty }
        let distinct = used.reduce(0) { $0 + $1.phrases.count }
        return Finding(
            .connectors, level: scale(distinct, to: 14) * 0.6 + scale(used.count, to: 6) * 0.4,
            evidence: "Connecteurs : \(French.count(distinct, "connecteur différent", "connecteurs différents")), "
                + "\(French.count(used.count, "relation logique", "relations logiques"))"
                + (used.isEmpty ? "." : " (\(used.map(\.relation).joined(separator: ", ")))."),
            strength: "Les liens logiques sont variés.",
            advice:
                "Marquez les liens logiques : cause (« car »), conséquence (« dès lors »), concession (« certes… mais »)."
        )
    }
}
