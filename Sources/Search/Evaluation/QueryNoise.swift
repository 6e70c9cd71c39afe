import Foundation

/// Questions as people type them: without accents, or with a mistake.
public enum QueryNoise {
    /// The question without accents.
    public static func withoutAccents(_ text: String) -> String {
        let letters = text.replacing("œ", with: "oe").replacing("Œ", with: "Oe").replacing("æ", with: "ae")
        return String(
            String.UnicodeScalarView(
                letters.decomposedStringWithCanonicalMapping.unicodeScalars.filter {
                    $0.properties.generalCategory != .nonspacingMark
                }))
    }

    /// The question with one letter wrong, missing, doubled or swapped with the next, in one of its longer words.
    public static func withTypo(_ text: String, using generator: inout some RandomNumberGenerator) -> String {
        var words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        let long = words.indices.filter { words[$0].count >= 5 && words[$0].allSatisfy(\.isLetter) }
        guard let chosen = long.randomElement(using: &generator) else { return text }
        var letters = Array(words[chosen])
        // The first letter is seldom wrong.
        let place = Int.random(in: 1..<letters.count - 1, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: letters[place] = letters[place] == "e" ? "r" : "e"
        case 1: letters.remove(at: place)
        case 2: letters.insert(letters[place], at: place)
        default: letters.swapAt(place, place + 1)
        }
        words[chosen] = String(letters)
        return words.joined(separator: " ")
    }
}
