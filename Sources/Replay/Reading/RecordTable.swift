public import Events

/// Records as lines for people: position, time, type, subject, actor.
public enum RecordTable {
    /// The names of the columns.
    public static let header = line("position", "heure (UTC)", "type", "sujet", "acteur")

    /// One record.
    public static func line(of record: Record) -> String {
        let type = record.typeText
        let short = type.hasPrefix("fr.eaf.") ? String(type.dropFirst(7)) : type
        return line(
            record.position.description, record.time.milliseconds, short, record.subject, record.actor.description)
    }

    private static func line(
        _ position: String, _ time: String, _ type: String, _ subject: String, _ actor: String
    ) -> String {
        let columns = [pad(position, 10, atStart: true), pad(time, 24), pad(type, 27), pad(subject, 47), actor]
        return columns.map { printable($0) }.joined(separator: "  ")
    }

    private static func pad(_ text: String, _ width: Int, atStart: Bool = false) -> String {
        let spaces = String(repeating: " ", count: max(0, width - text.count))
        return atStart ? spaces + text : text + spaces
    }

    /// The text without control characters: what a client wrote must not move an operator's cursor.
    public static func printable(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { isControl($0) }) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? "\u{FFFD}" : $0 }))
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
