import Events
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Projections

/// `audit`: the log and the states of the past, for auditors. Every look is a record of its own, made before anything is shown.
struct AuditController {
    private static let streamType = "text/event-stream"

    let tools: AuditTools

    private var backend: Backend { tools.backend }

    func addRoutes(to group: RouterGroup<SignedInContext>) {
        group.get("audit/events", use: events).get("audit/state", use: state).get("log/tile/entries/**", use: entries)
    }

    @Sendable func events(_ request: Request, context: SignedInContext) async throws -> Response {
        try admit(context)
        let query = try AuditEventsQuery(request, limits: tools.limits)
        let accepted = request.headers[values: .accept].joined(separator: ",")
        if accepted.contains(Self.streamType) { return try await follow(query, request, context) }
        return try await page(query, request, context)
    }

    private func page(
        _ query: AuditEventsQuery, _ request: Request, _ context: SignedInContext
    ) async throws -> Response {
        let viewer = AuditViewer(context.user, unseals: query.unseals)
        let (wanted, page) = try await look(
            query, limit: tools.limits.recordsDefault, viewer, RequestTrace(request, id: context.requestID))
        var headers: HTTPFields = [
            .contentType: "application/x-ndjson", .cacheControl: "no-store",
            .logPosition: page.through.description,
        ]
        if !page.isLast {
            // All pages end where the first one saw the end: each adds its own look, and would never catch up with them.
            let rest = query.text(after: page.through.description, until: wanted.through.description)
            headers[.link] = "</api/v1/audit/events?\(rest)>; rel=\"next\""
        }
        let stretch = RecordQuery(after: wanted.after, through: page.through, filter: wanted.filter, limit: nil)
        let body = AuditPage(query: stretch, viewer: viewer, tools: tools, logger: Logger.current)
        return Response(status: .ok, headers: headers, body: .init { try await body.write(to: &$0) })
    }

    /// Notes the look at records, and finds how far one page of them reaches.
    ///
    /// - Throws: `WriterError`, `EventLogError`.
    func look(
        _ query: AuditEventsQuery, limit: Int, _ viewer: AuditViewer, _ trace: RequestTrace
    ) async throws -> (wanted: RecordQuery, page: RecordPage) {
        let wanted = try await wanted(query, limit: limit, viewer, trace)
        return try await tools.queue.run { [tools] in
            (wanted, try RecordPage(of: wanted, recordsMax: tools.limits.recordsScannedMax, in: tools.log))
        }
    }

    /// Notes the look at records, and finds the stretch of the log that they are in.
    ///
    /// - Throws: `WriterError`, `EventLogError`.
    func wanted(
        _ query: AuditEventsQuery, limit: Int, _ viewer: AuditViewer, _ trace: RequestTrace
    ) async throws -> RecordQuery {
        let receipt = try await note(.events, query.text, viewer, trace)
        return try await tools.queue.run { [tools] in
            let now = receipt.time
            return RecordQuery(
                after: try query.after?.place(in: tools.log, now: now) ?? .zero,
                through: min(try query.until?.place(in: tools.log, now: now) ?? .end, receipt.last),
                filter: query.filter, limit: query.limit ?? limit)
        }
    }

    private func follow(
        _ query: AuditEventsQuery, _ request: Request, _ context: SignedInContext
    ) async throws -> Response {
        let viewer = AuditViewer(context.user, unseals: query.unseals)
        let resumed = try query.resumption(request)
        guard let place = tools.followers.take() else { throw Problem.tooManyFollowers(tools.limits.followersMax) }
        let receipt = try await note(
            .events, query.text(resumedAt: resumed), viewer, RequestTrace(request, id: context.requestID))
        let after = try await tools.queue.run { [tools] in
            // Without a place to begin, the look itself comes first.
            let asked = try query.after?.place(in: tools.log, now: receipt.time)
            return resumed ?? asked ?? LogPosition(receipt.first.rawValue - 1)
        }
        let body = AuditFollow(
            filter: query.filter, after: after, viewer: viewer, tools: tools, place: place, sleeper: .real,
            logger: Logger.current)
        return Response(
            status: .ok,
            headers: [.contentType: Self.streamType, .cacheControl: "no-store", .proxyBuffering: "no"],
            body: .init { writer in
                try await request.body.consumeWithCancellationOnInboundClose { _ in try await body.write(to: &writer)
                }
            })
    }

    @Sendable func state(_ request: Request, context: SignedInContext) async throws -> Response {
        try admit(context)
        let query = try AuditStateQuery(request)
        let bytes = try await pastState(
            query, AuditViewer(context.user, unseals: query.unseals), RequestTrace(request, id: context.requestID))
        var response = Response.json(bytes: bytes)
        response.headers[.cacheControl] = "no-store"
        return response
    }

    /// Notes the look at a state of the past, and makes its JSON.
    ///
    /// - Throws: a `Problem` 404 or 503, `WriterError`, `EventLogError`.
    func pastState(_ query: AuditStateQuery, _ viewer: AuditViewer, _ trace: RequestTrace) async throws -> [UInt8] {
        let receipt = try await note(.state, query.text, viewer, trace)
        let position = try await tools.queue.run { [tools] in
            try query.until.position(in: tools.log, now: receipt.time)
        }
        let models = try await PastStates(tools: tools).state(at: position, current: receipt.state)
        guard let bytes = try await AuditStates(tools: tools, viewer: viewer).json(of: query, in: models) else {
            throw Problem.absentThen
        }
        return bytes
    }

    /// The lines of the log for who mirrors it. They stand beside the tiles, which anybody may read, and say who did what.
    @Sendable func entries(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.user.requireAuditor()
        try backend.limiter.take(.auditEntries, by: context.user.account.description)
        guard let bundle = EntryBundle(path: request.uri.path),
            let positions = bundle.positions(in: tools.publications.current?.checkpoint.size ?? 0)
        else { throw Problem.tileNotFound }
        let viewer = AuditViewer(context.user, unseals: false)
        _ = try await note(.entries, bundle.text, viewer, RequestTrace(request, id: context.requestID))
        let bytes = try await tools.queue.run { [tools] in try EntryBundle.bytes(of: positions, in: tools.log) }
        return Response(
            status: .ok, headers: [.contentType: "application/octet-stream", .cacheControl: "no-store"],
            body: .init(byteBuffer: bytes))
    }

    /// - Throws: a `Problem` 403 or 429.
    func admit(_ context: SignedInContext) throws(Problem) {
        try context.user.requireAuditor()
        try backend.limiter.take(.audit, by: context.user.account.description)
    }

    /// Records the look.
    ///
    /// - Throws: `WriterError`: the look is refused, or cannot be recorded; nothing may be shown then.
    func note(
        _ view: AuditView, _ query: String, _ viewer: AuditViewer, _ trace: RequestTrace
    ) async throws(WriterError) -> Receipt {
        let command = NoteConsultation(viewer: viewer, view: view, query: query)
        do throws(WriterError) {
            let receipt = try await backend.submit(command, as: .user(viewer.account), for: trace)
            if viewer.unseals {
                Logger.current.security(.sensitiveDataRead, metadata: ["account": "\(viewer.account)"])
            }
            return receipt
        } catch {
            if error == .rejected(.unsealingForbidden) {
                Logger.current.security(
                    .accessDenied, metadata: ["account": "\(viewer.account)", "reason": "unseal"])
            }
            throw error
        }
    }
}
