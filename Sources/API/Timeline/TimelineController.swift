import Events
import Hummingbird
import Projections

/// `memory/events` and `memory/timeline`.
struct TimelineController {
    static let defaultLimit = 50

    let backend: Backend

    func addRoutes(to group: RouterGroup<SignedInContext>) {
        group.post("memory/events", use: record).get("memory/timeline", use: timeline)
    }

    @Sendable func record(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.user.requireChanging()
        try backend.limiter.take(.telemetry, by: context.user.account.description)
        let telemetry = try TelemetryRequest(try await BodyReader(request)).telemetry
        let command = RecordTelemetry(account: context.user.account, telemetry: telemetry)
        _ = try await backend.submit(
            command, as: context.user.actor, for: RequestTrace(request, id: context.requestID))
        return .ok(.created)
    }

    @Sendable func timeline(_ request: Request, context: SignedInContext) async throws -> Response {
        let state = backend.state
        let page = Page(
            of: state.timeline.entries(of: context.user.account, limit: .max).reversed(), .timeline,
            limit: Self.limit(request), before: try Page<LogPosition>.cursor(request, .timeline), position: \.self)
        var entries: [TimelineEntry] = []
        for position in page.items {
            if let entry = try TimelineEntry(at: position, of: context.user.account, in: backend.library) {
                entries.append(entry)
            }
        }
        let body = TimelineBody(
            profile: try ProfileBody(context.user.account, in: backend, state: state), timeline: entries,
            weakSignals: TimelineEntry.weakSignals(in: entries), next: page.next)
        return try .resource(body, for: request)
    }

    /// The leading integer of `limit`, 50 when there is none, at least 1 and at most what is kept.
    private static func limit(_ request: Request) -> Int {
        let text = request.uri.queryParameters["limit"].map { $0.prefix { $0.isNumber || $0 == "-" } } ?? ""
        return min(max(Int(text) ?? defaultLimit, 1), Timeline.entriesMax)
    }
}

/// The answer of `memory/timeline`.
struct TimelineBody: Encodable {
    let profile: ProfileBody
    let timeline: [TimelineEntry]
    /// How often each weak skill occurs in the evaluations shown.
    let weakSignals: [String: Int]
    /// The value of `before` for the next page; nil on the last.
    let next: Cursor?
}
