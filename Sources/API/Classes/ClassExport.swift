/// The class list as CSV (RFC 4180, with the predecessor's line ends): names quoted, formulas defused, one line a pupil.
struct ClassExport {
    static let header = "student_name,email,average_score,last_activity"

    let text: String

    init(_ students: [ClassDashboard.Student]) {
        let rows = students.map { student in
            [
                Self.quoted(student.displayName), Self.quoted(student.email), Self.decimal(student.mean),
                student.lastActivity ?? "",
            ].joined(separator: ",")
        }
        text = ([Self.header] + rows).joined(separator: "\n") + "\n"
    }

    private static func quoted(_ value: String) -> String {
        let line = String(String.UnicodeScalarView(value.unicodeScalars.map(plain)))
        return "\"\((isFormula(value) ? "'" : "") + line.replacing("\"", with: "\"\""))\""
    }

    /// A spreadsheet takes a value for a formula that begins with one of these signs, plain, full-width or mathematical, also after
    /// blanks, which some cut off; a tab or a line break in front is a way of hiding one (OWASP CSV Injection).
    private static func isFormula(_ value: String) -> Bool {
        let scalars = value.unicodeScalars
        if let first = scalars.first, isControl(first) { return true }
        guard let first = scalars.first(where: { !isBlank($0) }) else { return false }
        return "=+-@|%＝＋－＠﹢﹣﹦﹫−".unicodeScalars.contains(first)
    }

    /// What is not seen before the first sign. Quotation marks and apostrophes count: they are dropped when a value is pasted.
    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint || isControl(scalar)
            || scalar == "\"" || scalar == "'"
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.generalCategory == .control }

    /// A name is one line: what breaks a line, or steers a terminal, is a space here.
    private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        isControl(scalar) || scalar == "\u{2028}" || scalar == "\u{2029}" ? " " : scalar
    }

    private static func decimal(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}
