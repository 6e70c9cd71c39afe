import Events
import Hummingbird
import Metrics
import Projections

/// `metrics/vitals`: browsers report, teachers, auditors and admins read.
struct VitalsController {
    let backend: Backend
    let addresses: ClientAddresses
    private let counters: [VitalName: Counter]

    init(backend: Backend, addresses: ClientAddresses) {
        self.backend = backend
        self.addresses = addresses
        counters = Dictionary(
            uniqueKeysWithValues: VitalName.allCases.map { name in
                (name, Counter(label: MetricName.vitalsReported.rawValue, dimensions: [("name", name.rawValue)]))
            })
    }

    func addPublicRoutes(to group: RouterGroup<AppContext>) {
        group.post("metrics/vitals", use: report).get("metrics/vitals", use: readOrReport)
    }

    /// `navigator.sendBeacon` cannot send a CSRF header, so reports pass by the check of their origin; they carry no identity.
    @Sendable func report(_ request: Request, context: AppContext) async throws -> Response {
        try backend.origins.check(request)
        try backend.limiter.take(.vitals, by: addresses.of(request, peer: context.peer))
        return try await record(VitalRequest(json: try await BodyReader.collect(request)), request, context)
    }

    /// The older clients' way: with `name` and `value` in the query a GET records; without, it reads.
    @Sendable func readOrReport(_ request: Request, context: AppContext) async throws -> Response {
        let query = request.uri.queryParameters
        guard query["name"] != nil || query["value"] != nil else { return try aggregate(request, context) }
        try backend.origins.check(request)
        try backend.limiter.take(.vitals, by: addresses.of(request, peer: context.peer))
        let asked = try VitalRequest(name: query["name"].map { String($0) }, value: query["value"].map { String($0) })
        return try await record(asked, request, context)
    }

    private func record(_ asked: VitalRequest, _ request: Request, _ context: AppContext) async throws -> Response {
        _ = try await backend.submit(
            ReportVital(report: asked.report), as: .anonymous, for: RequestTrace(request, id: context.requestID))
        counters[asked.report.name]?.increment()
        return .ok()
    }

    private func aggregate(_ request: Request, _ context: AppContext) throws -> Response {
        guard let user = context.session else { throw Problem.unauthenticated }
        try user.require(.enseignant, .auditeur)
        let vitals = backend.state.vitals
        let bodies = Dictionary(
            uniqueKeysWithValues: VitalName.allCases.map { ($0.rawValue, VitalBody($0, vitals[$0])) })
        return try .resource(["vitals": bodies], for: request)
    }
}
