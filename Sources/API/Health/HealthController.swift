import Events
import HTTPTypes
import Hummingbird
import Synchronization

/// `health`, `health/live`, `health/ready`: for people, load balancers and supervisors. Discloses no address, path or error.
final class HealthController: Sendable {
    let checks: HealthChecks
    let version: String
    /// The last answer's body, good as long as the report is.
    private let body = Mutex<(report: HealthChecks.Report, bytes: [UInt8])?>(nil)

    init(checks: HealthChecks, version: String) {
        self.checks = checks
        self.version = version
    }

    func addRoutes(to group: RouterGroup<AppContext>) {
        group.get("health", use: health).get("health/live", use: live).get("health/ready", use: ready)
    }

    @Sendable func health(_ request: Request, context: AppContext) async throws -> Response {
        answer(checks.report, isHealthy: checks.report.overall == .ok)
    }

    /// The process answers: that is all.
    @Sendable func live(_ request: Request, context: AppContext) async throws -> Response { .ok() }

    /// Whether requests should be sent here: reading and writing work.
    @Sendable func ready(_ request: Request, context: AppContext) async throws -> Response {
        let report = checks.report
        return answer(report, isHealthy: report.overall != .down)
    }

    private func answer(_ report: HealthChecks.Report, isHealthy: Bool) -> Response {
        let bytes = body.withLock { body in
            if let body, body.report == report { return body.bytes }
            let bytes = encoded(report)
            body = (report, bytes)
            return bytes
        }
        var response = Response.json(bytes: bytes, status: isHealthy ? .ok : .serviceUnavailable)
        response.headers[.cacheControl] = "no-store"
        return response
    }

    private func encoded(_ report: HealthChecks.Report) -> [UInt8] {
        let time = report.checked.milliseconds
        var json = JSONWriter()
        json.object { json in
            json.field("status", report.overall.rawValue)
            json.field("service", "eaf-platform")
            json.field("app", "EAF Premium")
            json.field("version", version)
            json.field("checkedAt", time)
            json.field("timestamp", time)
            json.key("checks")
            json.object { json in
                json.field("log", report.log.rawValue)
                json.field("storage", report.storage.rawValue)
                json.field("corrections", report.corrections.rawValue)
                json.field("llm", report.llm.rawValue)
                json.field("search", report.search.rawValue)
                json.field("witnesses", report.witnesses.rawValue)
            }
        }
        return json.bytes
    }
}
