import Crypto
import Foundation

/// A text that a school adds, tidied and checked.
public struct ImportedText: Sendable, Equatable {
    /// Unique in the corpus, without white space.
    public let name: String
    public let title: String
    /// Line ends are line feeds; there are no other control characters than tabs.
    public let text: String

    /// - Throws: `ImportFault` with the rule that name, title or text breaks.
    public init(name: String, title: String, text: String) throws(ImportFault) {
        self.name = name.precomposedStringWithCanonicalMapping
        self.title = Self.tidied(title).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        self.text = Self.tidied(text)
        let isNameSound = self.name.unicodeScalars.allSatisfy { scalar in
            !scalar.properties.isWhitespace && scalar.value >= 0x20 && scalar.value != 0x7F
        }
        guard ImportLimits.nameLength.contains(self.name.count), self.name.utf8.count <= 800, isNameSound else {
            throw ImportFault("l'identifiant doit avoir de 1 à 200 caractères, sans espace")
        }
        guard ImportLimits.titleLength.contains(self.title.count), self.title.utf8.count <= 1_200 else {
            throw ImportFault("le titre doit avoir de 1 à 300 caractères")
        }
        guard self.text.contains(where: { $0.isLetter || $0.isNumber }) else {
            throw ImportFault("le texte est vide")
        }
        guard self.text.utf8.count <= ImportLimits.textBytesMax else {
            throw ImportFault(
                "le texte fait \(ImportLimits.mebibytes(self.text.utf8.count)) ; un texte a au plus "
                    + "\(ImportLimits.mebibytes(ImportLimits.textBytesMax)) : découpez-le en plusieurs")
        }
    }

    /// SHA-256 over title, a line feed and text, hexadecimal: the same again is recognised by it.
    public var digest: String {
        SHA256.hash(data: Array("\(title)\n\(text)".utf8)).map(\.hexadecimal).joined()
    }

    private static func tidied(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        var isAfterReturn = false
        for scalar in text.unicodeScalars {
            if scalar == "\r" || (scalar == "\n" && !isAfterReturn) {
                scalars.append("\n")
            } else if scalar == "\t" || (scalar.value >= 0x20 && scalar.value != 0x7F && scalar.value != 0xFEFF) {
                scalars.append(scalar)
            }
            isAfterReturn = scalar == "\r"
        }
        return String(scalars)
    }
}
