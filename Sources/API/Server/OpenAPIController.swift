import Foundation
import Hummingbird

/// `openapi.json`: the description of the API (OpenAPI 3.1), written by hand and kept honest by a test.
struct OpenAPIController {
    private let document: [UInt8]

    init(document: [UInt8]) { self.document = document }

    /// The description that ships with the program.
    ///
    /// - Throws: when the resource is missing: the program was not installed whole.
    static func bundled() throws -> OpenAPIController {
        guard let url = Bundle.module.url(forResource: "openapi", withExtension: "json") else {
            throw CocoaError(.fileNoSuchFile)
        }
        return OpenAPIController(document: [UInt8](try Data(contentsOf: url)))
    }

    func addRoutes(to group: RouterGroup<AppContext>) { group.get("openapi.json", use: show) }

    @Sendable func show(_ request: Request, context: AppContext) async throws -> Response {
        EntityTags.answer(request, bytes: document, type: Response.jsonType)
    }
}
