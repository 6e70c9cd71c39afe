/// The spellings one mistake away from a word (Damerau: a letter too many, missing, wrong, or two swapped).
enum EditDistance {
    private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz".utf8)

    /// - Parameter word: folded.
    /// - Returns: none for words with other letters than a to z.
    static func neighbours(of word: String) -> Set<String> {
        let letters = Array(word.utf8)
        guard letters.allSatisfy({ (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }) else { return [] }
        var found: Set<String> = []
        for index in 0...letters.count {
            for letter in alphabet {
                found.insert(letters, replacing: index..<index, with: [letter])
                if index < letters.count { found.insert(letters, replacing: index..<index + 1, with: [letter]) }
            }
            if index < letters.count { found.insert(letters, replacing: index..<index + 1, with: []) }
            if index + 1 < letters.count {
                found.insert(letters, replacing: index..<index + 2, with: [letters[index + 1], letters[index]])
            }
        }
        found.remove(word)
        return found
    }
}

extension Set<String> {
    fileprivate mutating func insert(_ letters: [UInt8], replacing range: Range<Int>, with other: [UInt8]) {
        var letters = letters
        letters.replaceSubrange(range, with: other)
        insert(String(decoding: letters, as: UTF8.self))
    }
}
