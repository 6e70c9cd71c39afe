/// Which words share how many runs of four letters with another.
struct QuadGrams: Sendable {
    /// Shares of fewer runs than this make no likeness (Dice's coefficient).
    static let scoreMin = 0.55
    /// Shorter words share too little to tell.
    static let lettersMin = 5

    private var words: [Int32: [Int32]] = [:]
    private var sizes: [Int32] = []

    /// - Parameter words: folded; a word is its index.
    init(_ words: [String]) {
        for (number, word) in words.enumerated() {
            let grams = Self.grams(of: word)
            sizes.append(Int32(grams.count))
            for gram in grams { self.words[gram, default: []].append(Int32(number)) }
        }
    }

    /// The words most like `word`, best first, at most `count`.
    func likest(_ word: String, count: Int) -> [(word: Int, score: Double)] {
        let grams = Self.grams(of: word)
        var shared: [Int32: Int] = [:]
        for gram in grams {
            for number in words[gram] ?? [] { shared[number, default: 0] += 1 }
        }
        let scored = shared.map { number, common in
            (word: Int(number), score: 2 * Double(common) / Double(grams.count + Int(sizes[Int(number)])))
        }
        return Array(
            scored.filter { $0.score >= Self.scoreMin }
                .sorted { ($1.score, $0.word) < ($0.score, $1.word) }.prefix(count))
    }

    /// Each once, the word's beginning and end counting as letters.
    private static func grams(of word: String) -> Set<Int32> {
        let letters = [UInt8(ascii: "^")] + Array(word.utf8) + [UInt8(ascii: "$")]
        guard letters.count >= 4 else { return [] }
        return Set(
            (0...letters.count - 4).map { start in
                letters[start..<start + 4].reduce(Int32(0)) { $0 << 8 | Int32($1 & 0x7F) }
            })
    }
}
