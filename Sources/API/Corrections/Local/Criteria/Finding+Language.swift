extension Finding {
    /// Spelling: different misspelt forms for 100 words; up to 0.5 is taken for slips, from 6 nothing is left.
    static func spelling(_ reading: LocalReading) -> Finding {
        let words = max(1, reading.copie.wordCount)
        let rate = Double(reading.faults.count) * 100 / Double(words)
        let evidence =
            reading.faults.isEmpty
            ? "Orthographe : aucune forme inconnue du dictionnaire sur \(French.count(words, "mot"))."
            : "Orthographe : \(French.count(reading.faults.count, "forme inconnue", "formes inconnues")) du dictionnaire sur "
                + "\(French.count(words, "mot")), soit \(French.number(rate)) pour cent mots."
        return Finding(
            .spelling, level: 1 - scale(rate, from: 0.5, to: 6), evidence: evidence,
            strength: "L'orthographe des mots est sûre.",
            advice: "Gardez dix minutes pour relire : une lecture pour l'orthographe des mots, "
                + "une autre pour les accords, que ce correcteur ne voit pas.")
    }

    /// Register and set phrases: what a dictionary accepts and a marker does not.
    static func register(_ reading: LocalReading) -> Finding {
        let text = reading.copie.folded
        let slips = Slips.corrections.filter { text.contains($0.wrong) }
        let familiar = text.used(of: Slips.familiar)
        let found = slips.map { "\($0.wrong.text) (plutôt : \($0.right))" } + familiar.map(\.text)
        let rate = Double(found.count) * 500 / Double(max(250, reading.copie.wordCount))
        return Finding(
            .register, level: 1 - scale(rate, from: 0, to: 5),
            evidence: found.isEmpty
                ? "Registre : aucun tour familier ou fautif de notre liste."
                : "Registre : à éviter, " + French.quoted(found, limit: 5) + ".",
            strength: "Le registre est celui d'une copie d'examen.",
            advice:
                "Remplacez les tours familiers par des mots précis : « cela » pour « ça », un nom exact pour « truc »."
        )
    }

    /// Sentences: an average of 14 to 28 words reads well, and few should go beyond 45.
    static func sentences(_ reading: LocalReading) -> Finding {
        let lengths = reading.discourse.sentences.map(\.words.count).filter { $0 > 2 }
        guard !lengths.isEmpty else {
            return Finding(
                .sentences, level: 0, evidence: "Phrases : aucune phrase complète n'a été reconnue.", strength: "",
                advice: "Rédigez des phrases complètes, closes par un point.")
        }
        let average = Double(lengths.reduce(0, +)) / Double(lengths.count)
        let long = lengths.count { $0 > LocalCorrector.longSentenceWords }
        let fit = average < 14 ? scale(average, from: 5, to: 14) : 1 - scale(average, from: 28, to: 48)
        let share = Double(long) / Double(lengths.count)
        return Finding(
            .sentences, level: fit * (1 - scale(share, from: 0.05, to: 0.5)),
            evidence:
                "Phrases : \(French.number(average)) mots en moyenne sur \(French.count(lengths.count, "phrase")) ; "
                + "\(long) de plus de \(LocalCorrector.longSentenceWords) mots.",
            strength: "Les phrases ont une longueur maîtrisée.",
            advice: average < 14
                ? "Reliez vos phrases courtes : une subordonnée montre mieux qu'un point le lien entre deux idées."
                : "Coupez les phrases trop longues : une idée par phrase, puis un mot de liaison.")
    }

    /// Vocabulary: how many different content words there are in windows of 100, whatever the length of the copie.
    static func vocabulary(_ reading: LocalReading) -> Finding {
        let content = reading.discourse.folded.words.filter { $0.count > 3 && !StopWords.all.contains($0) }
        let window = 100
        let shares = stride(from: 0, to: content.count, by: window).map { start in
            let slice = content[start..<min(start + window, content.count)]
            return (share: Double(Set(slice).count) / Double(slice.count), size: slice.count)
        }
        let total = shares.reduce(0) { $0 + $1.size }
        guard total >= 20 else {
            return Finding(
                .vocabulary, level: 0, evidence: "Vocabulaire : trop peu de mots pour en juger.", strength: "",
                advice: "Développez davantage pour que votre vocabulaire puisse être apprécié.")
        }
        let share = shares.reduce(0) { $0 + $1.share * Double($1.size) } / Double(total)
        return Finding(
            .vocabulary, level: scale(share, from: 0.5, to: 0.85),
            evidence: "Vocabulaire : \(Int((share * 100).rounded())) mots pleins différents sur cent.",
            strength: "Le vocabulaire est varié.",
            advice: "Variez le vocabulaire : relevez les mots que vous répétez et cherchez-leur un synonyme exact.")
    }
}
