import Events
import Foundation
import HTTPTypes
import Testing

@testable import API

/// A browser as it is without scripts: pages, forms and their hidden fields.
extension Browser {
    static let formType = "application/x-www-form-urlencoded"

    func page(_ path: String, headers: [String: String] = [:]) async throws -> Answer {
        try await send(.get, path, headers: headers.merging([Self.csrfHeader: ""]) { $1 })
    }

    /// Sends a form with the session's token.
    func form(
        _ path: String, _ fields: [(String, String)], token: Bool = true, headers: [String: String] = [:]
    ) async throws -> Answer {
        let all = fields + (token ? [("csrf", cookies["eaf_csrf"] ?? "")] : [])
        let body = all.map { "\(Self.escaped($0.0))=\(Self.escaped($0.1))" }.joined(separator: "&")
        return try await send(
            .post, path, body: Array(body.utf8), type: Self.formType,
            headers: headers.merging([Self.csrfHeader: ""]) { $1 })
    }

    private static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}

extension Answer {
    var location: String? { header("Location") }
    var isPage: Bool { header("Content-Type") == "text/html; charset=utf-8" }
}
