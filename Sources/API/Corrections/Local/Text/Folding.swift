import Foundation

/// Reduces French text to bare words, so that accents, case, quotes and spaces never decide a comparison.
enum Folding {
    /// Returns the words of a text in lower case without accents; anything but letters and digits separates.
    ///
    /// `d'abord` gives `d`, `abord`: the tables of phrases are folded the same way, so they still meet.
    static func words(_ text: String) -> [String] {
        var words: [String] = []
        var current = String.UnicodeScalarView()
        for scalar in text.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars {
            switch scalar {
            case "a"..."z", "0"..."9": current.append(scalar)
            case "œ": current.append(contentsOf: "oe".unicodeScalars)
            case "æ": current.append(contentsOf: "ae".unicodeScalars)
            case "\u{300}"..."\u{36F}", "\u{AD}": continue
            default:
                if !current.isEmpty { words.append(String(current)) }
                current = String.UnicodeScalarView()
            }
        }
        if !current.isEmpty { words.append(String(current)) }
        return words
    }

    /// Returns one word in lower case without accents.
    static func word(_ text: String) -> String {
        words(text).joined()
    }

    /// Returns what words of one family share, roughly: the first six letters, without a final `e`, `s` or `x`.
    ///
    /// Cruder than a stemmer and explainable to a pupil: `guerre` meets `guerres`, `poétique` meets `poétiques`.
    static func radical(ofFolded word: String) -> String {
        var radical = word
        while radical.count > 3, let last = radical.last, "esx".contains(last) { radical.removeLast() }
        return String(radical.prefix(6))
    }
}
