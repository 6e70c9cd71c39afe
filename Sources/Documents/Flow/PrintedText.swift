/// Makes a text fit to be set: nothing in it steers the page, and French punctuation never begins a line.
enum PrintedText {
    /// Several lines.
    static func of(_ text: String) -> String {
        spaced(String(String.UnicodeScalarView(text.unicodeScalars.compactMap(printed))))
    }

    /// One line, whatever breaks the text has.
    static func line(_ text: String) -> String {
        of(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    }

    /// One line that is not set but shown by programs: with plain spaces.
    static func metadata(_ text: String) -> String { line(text).replacing("\u{A0}", with: " ") }

    /// Control characters become spaces, breaks line feeds; what changes the direction of all that follows is left out (Unicode TR 36
    /// §2.1.1).
    private static func printed(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x0A, 0x2028, 0x2029: "\n"
        case 0x00...0x1F, 0x7F...0x9F: " "
        case 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFF9...0xFFFB: nil
        default: scalar
        }
    }

    /// A space before high punctuation and inside quotation marks does not break (Lexique des règles typographiques de l'Imprimerie
    /// nationale).
    private static func spaced(_ text: String) -> String {
        let noBreak: Unicode.Scalar = "\u{A0}"
        var scalars = Array(text.unicodeScalars)
        for index in scalars.indices where scalars[index] == " " {
            let next = index + 1 < scalars.count ? scalars[index + 1] : "\n"
            let last = index > 0 ? scalars[index - 1] : "\n"
            if ":;!?»".unicodeScalars.contains(next) || last == "«" { scalars[index] = noBreak }
        }
        return String(String.UnicodeScalarView(scalars))
    }
}
