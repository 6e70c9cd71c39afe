/// A word as it is written, hyphens included: `franco-prussienne` is one, `montre-t-il` is `montre`.
struct CompoundWord {
    /// Without a pronoun that a question or an order has put behind it.
    let form: String
    private let parts: [String]

    init(_ written: String) {
        var parts = written.split(separator: "-").map(String.init)
        while parts.count > 1, let last = parts.last, Self.pronouns.contains(Folding.word(last)) {
            parts.removeLast()
        }
        self.parts = parts
        form = parts.joined(separator: "-")
    }

    /// The folded part that says what the word is about: the longest that is no stop word and long enough; nil when none is.
    func bearer(lettersMin: Int, without stopWords: Set<String> = []) -> String? {
        parts.map { Folding.word($0) }
            .filter { $0.count >= lettersMin && !StopWords.all.contains($0) && !stopWords.contains($0) }
            .max { $0.count < $1.count }
    }

    private static let pronouns: Set<String> = [
        "je", "tu", "il", "elle", "on", "nous", "vous", "ils", "elles", "ce", "t", "moi", "toi", "lui", "leur", "le",
        "la", "les", "y", "en", "ci", "meme", "memes",
    ]
}
