extension Finding {
    /// Length of the contraction: a quarter of the text, give or take a tenth, the number of words written down.
    ///
    /// Note de service MENE2019312N (BO spécial n° 7 of 30 July 2020).
    static func contractionLength(_ reading: LocalReading) -> Finding {
        let units = reading.parts.map { ContractionCount.units(in: $0.contraction) } ?? 0
        let target = Double(reading.subject.contractionUnits) / 4
        let low = Int((target * 0.9).rounded(.up))
        let high = Int((target * 1.1).rounded(.down))
        let gap = target == 0 ? 1 : abs(Double(units) - target) / target
        var evidence =
            "Longueur : \(French.count(units, "mot")) comptés, pour \(low) à \(high) attendus "
            + "(le quart de \(reading.subject.contractionUnits) mots, à 10 % près)."
        evidence += boundaryEvidence(reading.parts)
        let declared = reading.parts?.declaredUnits
        let honest = declared.map { abs($0 - units) <= max(3, units / 50) } ?? false
        if let declared {
            evidence +=
                honest
                ? " Nombre de mots indiqué : \(declared)."
                : " Vous indiquez \(declared) mots : le compte ne correspond pas."
        } else {
            evidence += " Le nombre de mots n'est pas indiqué."
        }
        let fit = (low...max(low, high)).contains(units) ? 1 : 1 - scale(gap, from: 0.1, to: 0.5)
        return Finding(
            .contractionLength, level: fit * (honest ? 1 : 0.8), evidence: evidence,
            strength: "La longueur demandée est respectée.",
            advice:
                "Comptez les mots de votre contraction, restez à 10 % du quart du texte et écrivez le nombre à la fin."
        )
    }

    private static func boundaryEvidence(_ parts: ContractionParts?) -> String {
        switch parts?.boundary {
        case .nearestLength:
            " Rien ne sépare les deux exercices sur la copie : les premiers paragraphes ont été pris pour la contraction."
        case .heading, .declaredCount, nil: ""
        }
    }

    /// Fidelity: how many of the themes that recur in the text the contraction keeps.
    static func contractionFidelity(_ reading: LocalReading) -> Finding {
        let radicals = Set(reading.parts?.contraction.folded.vocabulary.map(Folding.radical(ofFolded:)) ?? [])
        let themes = reading.subject.themes
        let kept = themes.count { radicals.contains($0.radical) }
        let missing = themes.filter { !radicals.contains($0.radical) }.map(\.form)
        return Finding(
            .contractionFidelity,
            level: themes.isEmpty ? 0 : scale(Double(kept) / Double(themes.count), from: 0.1, to: 0.55),
            evidence: "Fidélité : \(kept) des \(themes.count) thèmes les plus fréquents du texte sont repris"
                + (missing.isEmpty ? "." : " ; non retrouvés tels quels : \(French.quoted(missing, limit: 4))."),
            strength: "Les thèmes du texte sont conservés.",
            advice:
                "Relevez l'idée de chaque paragraphe du texte et vérifiez qu'aucune ne manque, dans le même ordre.")
    }

    /// Reformulation: how much of the contraction is taken from the text five words in a row.
    static func contractionReformulation(_ reading: LocalReading) -> Finding {
        let words = reading.parts?.contraction.folded.words ?? []
        let runs = reading.subject.texte.runs(ofLength: 5)
        let copied = OwnWords.recopied(words, runs: runs, length: 5)
        let share = words.isEmpty ? 1 : Double(copied) / Double(words.count)
        return Finding(
            .contractionReformulation, level: 1 - scale(share, from: 0.05, to: 0.5),
            evidence: "Reformulation : \(Int((share * 100).rounded())) % de la contraction est recopié du texte "
                + "par groupes de cinq mots ou plus.",
            strength: "Le texte est reformulé.",
            advice: "Reformulez : fermez le texte, dites l'idée avec vos mots, puis vérifiez qu'elle est exacte.")
    }

    /// Voice: a contraction speaks as the author does; it neither quotes nor says what the author says.
    static func contractionVoice(_ reading: LocalReading) -> Finding {
        let contraction = reading.parts?.contraction
        let outside = contraction?.folded.used(of: authorMentions).map(\.text) ?? []
        let quotations = contraction?.quotations.count ?? 0
        let linked = contraction.map { text in
            Connectors.families.count { !text.folded.used(of: $0.phrases).isEmpty }
        }
        let level = scale(linked ?? 0, to: 3) * (outside.isEmpty ? 1 : 0.5) * (quotations < 2 ? 1 : 0.7)
        return Finding(
            .contractionVoice, level: level,
            evidence: "Énonciation : "
                + (outside.isEmpty
                    ? "la contraction parle comme le texte" : "à éviter, \(French.quoted(outside, limit: 2))")
                + ", \(French.count(quotations, "citation")), \(French.count(linked ?? 0, "relation logique", "relations logiques")).",
            strength: "La contraction garde la voix et la logique du texte.",
            advice:
                "Parlez à la place de l'auteur, sans « l'auteur dit que » ni citation, et gardez ses liens logiques.")
    }

    private static let authorMentions: [Phrase] = [
        "l'auteur dit", "l'auteur explique", "l'auteur montre", "l'auteur pense", "l'auteur affirme",
        "selon l'auteur",
        "l'auteur", "ce texte", "le texte parle", "dans ce texte",
    ]
}
