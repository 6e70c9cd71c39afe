import Events
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Synchronization

/// A client that keeps cookies and sends the CSRF header, as a page does.
final class Browser: Sendable {
    static let csrfHeader = "X-CSRF-Token"

    private let client: any TestClientProtocol
    private let jar = Mutex<[String: String]>([:])

    init(_ client: any TestClientProtocol, cookies: [String: String] = [:]) {
        self.client = client
        jar.withLock { $0 = cookies }
    }

    var cookies: [String: String] {
        get { jar.withLock { $0 } }
        set { jar.withLock { $0 = newValue } }
    }

    /// The same cookies in another client, for example after a restart.
    func moved(to client: any TestClientProtocol) -> Browser { Browser(client, cookies: cookies) }

    /// Sends a request. `headers` replace what would be sent; an empty value leaves the header out.
    func send(
        _ method: HTTPRequest.Method, _ path: String, body: [UInt8]? = nil, type: String? = nil,
        headers: [String: String] = [:]
    ) async throws -> Answer {
        let cookies = cookies
        var fields = ["User-Agent": "eaf-tests"]
        if !cookies.isEmpty {
            fields["Cookie"] = cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
                .joined(separator: "; ")
        }
        if method != .get, method != .head, let token = cookies["eaf_csrf"] { fields[Self.csrfHeader] = token }
        if let type { fields["Content-Type"] = type }
        fields.merge(headers) { _, own in own }
        var sent = HTTPFields()
        for (name, value) in fields where !value.isEmpty {
            if let name = HTTPField.Name(name) { sent[name] = value }
        }
        let path = path.hasPrefix("/") ? path : "/api/v1/\(path)"
        let answer = Answer(
            try await client.execute(
                uri: path, method: method, headers: sent, body: body.map { ByteBuffer(bytes: $0) }))
        keep(answer)
        return answer
    }

    func get(_ path: String, headers: [String: String] = [:]) async throws -> Answer {
        try await send(.get, path, headers: headers)
    }

    func post(_ path: String, _ json: JSONValue? = nil, headers: [String: String] = [:]) async throws -> Answer {
        try await send(.post, path, body: json?.bytes, type: json.map { _ in "application/json" }, headers: headers)
    }

    func put(_ path: String, _ json: JSONValue, headers: [String: String] = [:]) async throws -> Answer {
        try await send(.put, path, body: json.bytes, type: "application/json", headers: headers)
    }

    func delete(_ path: String, headers: [String: String] = [:]) async throws -> Answer {
        try await send(.delete, path, headers: headers)
    }

    private func keep(_ answer: Answer) {
        jar.withLock { jar in
            for (name, field) in answer.setCookies {
                let value = field.dropFirst(name.count + 1).prefix { $0 != ";" }
                jar[name] = field.contains("; Max-Age=0;") ? nil : String(value)
            }
        }
    }
}
