/// Cuts a text into words and folds them: lower case, no accents, œ and æ in two letters, elided words (`l'`, `qu'`…) cut off.
///
/// Hyphens part words. An apostrophe, straight or curved, parts what it elides from the word after it; in the few words that have
/// one inside (`aujourd'hui`) it is left out.
struct WordFolder: Sendable {
    /// Letters of a word that are looked at; the rest of a longer one is left out of the index.
    static let lettersMax = 64

    /// What may stand, folded, before an apostrophe: dropped, for it says nothing of what a text is about.
    private static let elided: Set<String> = [
        "l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu", "quelqu",
    ]
    /// Words with an apostrophe inside, by what stands before it.
    private static let joined: Set<String> = ["aujourd", "entr", "prud", "grand"]

    private let folding = ScalarFolding.standard

    /// The words of `text`, in order.
    func words(of text: String) -> [FoldedWord] {
        var words: [FoldedWord] = []
        var word = Word()
        var offset = 0
        for scalar in text.unicodeScalars {
            let next = offset + UTF8.width(scalar)
            let letters = folding.letters(of: scalar)
            if !letters.isEmpty {
                word.append(letters, from: offset, to: next)
            } else if Self.isApostrophe(scalar), !word.letters.isEmpty {
                let left = String(decoding: word.letters, as: UTF8.self)
                if Self.elided.contains(left) {
                    word = Word()
                } else if !Self.joined.contains(left) {
                    word.finish(into: &words)
                }
            } else if !ScalarFolding.isMark(scalar) {
                word.finish(into: &words)
            } else if !word.letters.isEmpty {
                word.end = next
            }
            offset = next
        }
        word.finish(into: &words)
        return words
    }

    /// Runs of letters and digits, folded; nothing is elided.
    func pieces(of text: String) -> [String] {
        var pieces: [String] = []
        var piece: [UInt8] = []
        for scalar in text.unicodeScalars {
            let letters = folding.letters(of: scalar)
            if !letters.isEmpty {
                piece += letters
            } else if !ScalarFolding.isMark(scalar), !piece.isEmpty {
                pieces.append(String(decoding: piece, as: UTF8.self))
                piece = []
            }
        }
        if !piece.isEmpty { pieces.append(String(decoding: piece, as: UTF8.self)) }
        return pieces
    }

    private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "'" || scalar == "\u{2019}" || scalar == "\u{02BC}" || scalar == "`"
    }

    /// The word being read.
    private struct Word {
        var letters: [UInt8] = []
        var start = 0
        var end = 0

        mutating func append(_ more: [UInt8], from: Int, to: Int) {
            if letters.isEmpty { start = from }
            if letters.count < WordFolder.lettersMax { letters += more }
            end = to
        }

        mutating func finish(into words: inout [FoldedWord]) {
            guard !letters.isEmpty else { return }
            words.append(FoldedWord(text: String(decoding: letters, as: UTF8.self), range: start..<end))
            letters.removeAll(keepingCapacity: true)
        }
    }
}
