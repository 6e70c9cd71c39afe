/// The bare words of a text with an index from each word to its places, for looking up many phrases.
struct FoldedText {
    let words: [String]
    private let places: [String: [Int]]

    init(_ text: String) {
        words = Folding.words(text)
        var places: [String: [Int]] = [:]
        for (index, word) in words.enumerated() { places[word, default: []].append(index) }
        self.places = places
    }

    /// The different words of the text.
    var vocabulary: some Collection<String> { places.keys }

    func contains(word: String) -> Bool {
        places[word] != nil
    }

    /// Whether the words follow one another somewhere in the text.
    func contains(_ phrase: [String]) -> Bool {
        guard let first = phrase.first, let starts = places[first] else { return false }
        return starts.contains { start in
            start + phrase.count <= words.count
                && phrase.indices.allSatisfy { words[start + $0] == phrase[$0] }
        }
    }

    func contains(_ phrase: Phrase) -> Bool {
        contains(phrase.words)
    }

    /// Returns every sequence of so many words, for telling what two texts share.
    func runs(ofLength length: Int) -> Set<ArraySlice<String>> {
        guard words.count >= length else { return [] }
        return Set((0...(words.count - length)).map { words[$0..<$0 + length] })
    }

    /// Returns the entries of a table that the text uses, each once, in the table's order.
    func used(of table: [Phrase]) -> [Phrase] {
        table.filter { contains($0) }
    }
}
