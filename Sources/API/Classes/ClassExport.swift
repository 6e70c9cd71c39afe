/// The class list as CSV (RFC 4180, with the predecessor's line ends): names quoted, formulas defused.
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

    /// A spreadsheet takes a value that begins with one of these for a formula (OWASP CSV Injection).
    private static func quoted(_ value: String) -> String {
        let isFormula = value.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) } ?? false
        return "\"\((isFormula ? "'" : "") + value.replacing("\"", with: "\"\""))\""
    }

    private static func decimal(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}
