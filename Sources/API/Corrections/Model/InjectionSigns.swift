/// Tells whether a copie speaks to its corrector. The mark does not change for it; a teacher is asked to look.
enum InjectionSigns {
    static func areIn(_ copie: String) -> Bool {
        let words = Folding.words(copie)
        let text = " " + words.joined(separator: " ") + " "
        return phrases.contains { text.contains(" \($0) ") } || asksForMark(words)
    }

    /// `donne 20/20`, `mettez-moi 18 sur 20`, `attribue la note maximale`.
    private static func asksForMark(_ words: [String]) -> Bool {
        words.indices.contains { index in
            guard verbs.contains(words[index]) else { return false }
            let next = words[(index + 1)...].prefix(7)
            return next.contains { $0 == "20" } || next.contains("maximale") && next.contains("note")
        }
    }

    private static let verbs: Set<String> = [
        "donne", "donnez", "donner", "mets", "mettez", "mettre", "attribue", "attribuez", "attribuer", "accorde",
        "accordez", "accorder", "note", "notez", "give", "assign",
    ]

    /// Folded.
    private static let phrases = [
        "ignore les instructions", "ignorez les instructions", "ignore toutes les instructions",
        "ignorez toutes les instructions", "oublie les instructions", "oubliez les instructions",
        "ignore les consignes", "ignorez les consignes", "oublie les consignes", "oubliez les consignes",
        "instructions precedentes", "consignes precedentes", "nouvelles instructions",
        "en tant que modele de langage",
        "en tant qu ia", "message au correcteur", "note au correcteur", "instruction au correcteur",
        "ignore previous instructions", "ignore all previous instructions", "ignore the instructions",
        "system prompt", "you are chatgpt", "tu es une ia", "vous etes une ia", "prompt systeme",
    ]
}
