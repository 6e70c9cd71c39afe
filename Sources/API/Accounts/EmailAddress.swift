import Foundation

/// An e-mail address in the one form that is stored, hashed and compared.
///
/// Trimmed, in Unicode normalisation form C and in lower case. Case matters in the local part by the letter of RFC
/// 5321 and to no one in practice: two accounts must not differ by it.
public struct EmailAddress: Hashable, Sendable {
    private static let bytesMax = 254
    private static let localBytesMax = 64
    private static let labelBytesMax = 63
    /// What RFC 5322 allows in quotes only, and nobody's address has.
    private static let specials = Set("@<>()[]\\,;:\"".unicodeScalars)

    /// The normalised address.
    public let text: String

    /// Reads what a person typed; nil when it is no address.
    ///
    /// One `@`; at most 64 bytes before it and 254 in all; no spaces or control characters; a domain of at least two
    /// labels (`eaf.local` is one), or `localhost`. The domain may have letters of any script: it is kept as typed,
    /// not turned into punycode.
    public init?(_ typed: String) {
        let text = typed.trimmingCharacters(in: .whitespacesAndNewlines)
            .precomposedStringWithCanonicalMapping.lowercased().precomposedStringWithCanonicalMapping
        guard text.utf8.count <= Self.bytesMax else { return nil }
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, Self.isLocalPart(parts[0]), Self.isDomain(parts[1]) else { return nil }
        self.text = text
    }

    private static func isLocalPart(_ part: Substring) -> Bool {
        guard (1...localBytesMax).contains(part.utf8.count) else { return false }
        // By scalars: a combining mark would hide an `@` or a dot in a character of its own.
        let atoms = part.unicodeScalars.split(separator: ".", omittingEmptySubsequences: false)
        return atoms.allSatisfy { atom in
            !atom.isEmpty && atom.allSatisfy { isVisible($0) && !specials.contains($0) }
        }
    }

    private static func isDomain(_ part: Substring) -> Bool {
        let labels = part.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2 || part == "localhost" else { return false }
        return labels.allSatisfy { label in
            (1...labelBytesMax).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                && label.unicodeScalars.allSatisfy { $0 == "-" || isLetterOrDigit($0) }
        }
    }

    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .spaceSeparator, .lineSeparator,
            .paragraphSeparator:
            false
        default: true
        }
    }

    private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
            .spacingMark, .decimalNumber:
            true
        default: false
        }
    }
}
