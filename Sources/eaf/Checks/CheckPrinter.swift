import Events
import Replay

/// Shows checks as they come, a line each, or all at once as JSON.
struct CheckPrinter: ~Copyable {
    private var out = StandardOutput()
    private let json: Bool
    private let width: Int

    /// - Parameter width: room for the checks' names.
    init(json: Bool, width: Int) {
        self.json = json
        self.width = width
    }

    mutating func show(_ result: CheckResult) throws {
        guard !json else { return }
        for line in result.lines(width: width) { try out.line(RecordTable.printable(line)) }
        try out.flush()
    }

    mutating func finish(_ report: CheckReport) throws {
        try out.line(json ? [UInt8](try CanonicalJSON.encode(report)) : Array(report.summary.utf8))
        try out.flush()
    }
}
