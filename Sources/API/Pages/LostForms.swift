import HTTPTypes
import Hummingbird

/// Answers forms of pages that are sent without a session: browsers without scripts get back what was typed, to copy it.
struct LostForms: RouterMiddleware {
    typealias Context = AppContext

    private static let formType = "application/x-www-form-urlencoded"

    let door: DoorPages

    @concurrent
    func handle(
        _ request: Request, context: AppContext, next: @concurrent (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        let type = request.headers[.contentType] ?? ""
        // Another site's words are not shown on a page of ours.
        guard context.session == nil, request.method == .post, type.lowercased().hasPrefix(Self.formType),
            door.tools.backend.origins.isOurs(request)
        else { return try await next(request, context) }
        guard let body = try? await BodyReader.collect(request), let form = try? FormFields(body),
            let text = SentText(form)
        else { throw Problem.unauthenticated }
        return try door.show(text, of: request)
    }
}
