import Foundation

/// What one Unicode scalar becomes before words are compared: lower case, without accents, ligatures in two letters.
struct ScalarFolding: Sendable {
    /// Of scalars below this bound what they become is looked up; of others it is worked out.
    private static let tableEnd: UInt32 = 0x250

    static let standard = ScalarFolding()

    private let table: [[UInt8]]

    private init() {
        table = (0..<Self.tableEnd).map { value in Unicode.Scalar(value).map { Array(Self.folded($0).utf8) } ?? [] }
    }

    /// The letters and digits, in UTF-8, that the scalar stands for; none when it parts words, or is an accent alone.
    func letters(of scalar: Unicode.Scalar) -> [UInt8] {
        scalar.value < Self.tableEnd ? table[Int(scalar.value)] : Array(Self.folded(scalar).utf8)
    }

    /// An accent that stands alone belongs to the letter before it and does not part words.
    static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .spacingMark: true
        // A soft hyphen shows where a word may be broken, not where it ends.
        case .format: scalar.value == 0xAD
        default: false
        }
    }

    private static func folded(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "œ", "Œ": return "oe"
        case "æ", "Æ": return "ae"
        case "ß": return "ss"
        case "ø", "Ø": return "o"
        case "đ", "Đ", "ð", "Ð": return "d"
        case "ł", "Ł": return "l"
        default: break
        }
        var text = String.UnicodeScalarView()
        // With compatibility forms, so that the e of « XIXᵉ » and typographers' ligatures are letters too.
        for part in String(scalar).decomposedStringWithCompatibilityMapping.lowercased().unicodeScalars
        where part.properties.isAlphabetic || part.properties.numericType != nil {
            if !isMark(part) { text.append(part) }
        }
        return String(text)
    }
}
