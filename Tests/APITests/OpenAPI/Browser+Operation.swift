import Events
import HTTPTypes
import Testing

@testable import API

extension Browser {
    /// Calls a documented operation without a body.
    func call(
        _ operation: OpenAPIDocument.Operation, _ story: APIStory, query: String = "", headers: [String: String] = [:]
    ) async throws -> Answer {
        let method = try #require(HTTPRequest.Method(operation.method))
        return try await send(method, try await story.path(operation) + query, headers: headers)
    }
}
