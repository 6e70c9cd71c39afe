import HTTPTypes
import Hummingbird
import NIOCore
import Pages

/// `/assets/{digest}/{name}`: style sheet and scripts.
struct AssetPages {
    /// The address changes with the content.
    private static let immutable = "public, max-age=31536000, immutable"
    /// A page of another release asks for a file that has changed since.
    private static let changed = "no-cache"

    let assets: Assets

    func addRoutes(to group: RouterGroup<AppContext>) { group.get("assets/{digest}/{name}", use: show) }

    @Sendable func show(_ request: Request, context: AppContext) async throws -> Response {
        guard let asset = context.parameters.get("name").flatMap({ assets[$0] }) else { throw Problem.noRoute }
        var response = EntityTags.answer(request, bytes: asset.bytes, type: asset.contentType)
        response.headers[.cacheControl] =
            context.parameters.get("digest") == asset.digest ? Self.immutable : Self.changed
        return response
    }
}
