import Events
import Foundation

/// The log of the demonstration, as somebody sees it who reads its files beside the server.
final class DemoLog {
    let log: JSONLEventLog
    private var seen = LogPosition.zero

    init(folder: String) throws {
        log = try JSONLEventLog(reading: folder + "/eventlog", files: POSIXFiles())
    }

    /// Prints what was recorded since the last time.
    func printNew() throws {
        try log.refresh()
        try log.forEachRecord(after: seen, through: log.head.position) { record in
            DemoText.write("      \(record.position.padded)  \(record.typeText)  \(record.subject)")
        }
        seen = log.head.position
    }

    /// The position of the first record of `type` about `subject`.
    func position(of type: String, about subject: String) throws -> LogPosition? {
        var found: LogPosition?
        try log.forEachRecord(after: .zero, through: log.head.position) { record in
            if found == nil, record.subject == subject, record.typeText == type { found = record.position }
        }
        return found
    }
}
