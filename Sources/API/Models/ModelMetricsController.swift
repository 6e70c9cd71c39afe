import Events
import Hummingbird
import Projections

/// `metrics/llm`: what models did and cost, for teachers, auditors and admins.
struct ModelMetricsController {
    let backend: Backend

    func addRoutes(to group: RouterGroup<SignedInContext>) {
        group.get("metrics/llm", use: read)
    }

    @Sendable func read(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.user.require(.enseignant, .auditeur)
        return try .resource(ModelMetricsBody(backend.state, backend.models, at: backend.clock.now), for: request)
    }
}
