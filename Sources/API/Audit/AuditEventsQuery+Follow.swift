import Events
import HTTPTypes
import Hummingbird

extension AuditEventsQuery {
    /// Where a client that comes back goes on; nil for one that begins.
    ///
    /// - Throws: a `Problem` 400 for what a stream without end cannot do.
    func resumption(_ request: Request) throws(Problem) -> LogPosition? {
        var issues: [FieldIssue] = []
        for (name, isGiven) in [("until", until != nil), ("limit", limit != nil)] where isGiven {
            issues.append(FieldIssue(field: name, rule: "stream", message: "Sans objet pour un suivi."))
        }
        let text = request.headers[.lastEventID] ?? ""
        let position = UInt64(text).map { LogPosition($0) }
        if !text.isEmpty, position == nil {
            issues.append(FieldIssue(field: "Last-Event-ID", rule: "position", message: "Une position est attendue."))
        }
        guard issues.isEmpty else { throw .invalidQuery(issues) }
        return position
    }

    /// What was asked for, as the log keeps it: a client that came back is told from one that began.
    func text(resumedAt position: LogPosition?) -> String {
        guard let position else { return text }
        return text(after: position.description, until: nil)
    }
}
