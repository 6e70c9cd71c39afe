import Events
import Foundation

@testable import API

/// The description of the API, as it lies in the sources.
struct OpenAPIDocument {
    /// One method of one path.
    struct Operation {
        let method: String
        let path: String
        let json: JSONValue

        var id: String { json["operationId"].text }
        /// Who may call it; empty when everybody with a session may.
        var roles: [String] { json["x-roles"].texts }
        /// Whether a session is a must.
        var needsSession: Bool {
            !json["security"].items.isEmpty && json["security"].items.allSatisfy { !$0.names.isEmpty }
        }
        var needsCSRF: Bool { json["security"].items.contains { $0.names.contains("csrf") } }
        var responses: JSONValue { json["responses"] }
        /// The status of success.
        var success: Int { responses.names.compactMap { Int($0) }.min() ?? 0 }
        /// The request's JSON content.
        var jsonBody: JSONValue { json["requestBody"]["content"]["application/json"] }
    }

    static let path = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../Sources/API/Resources/openapi.json").standardizedFileURL

    let bytes: [UInt8]
    let json: JSONValue

    init() throws {
        let data = try Data(contentsOf: Self.path)
        bytes = [UInt8](data)
        json = try JSONDecoder().decode(JSONValue.self, from: data)
    }

    var schemas: JSONValue { json["components"]["schemas"] }

    var operations: [Operation] {
        json["paths"].names.flatMap { path in
            let item = json["paths"][path]
            return item.names.map { Operation(method: $0.uppercased(), path: path, json: item[$0]) }
        }
    }

    func operation(_ id: String) -> Operation? { operations.first { $0.id == id } }

    /// What a reference leads to, or the value itself.
    func resolved(_ value: JSONValue) -> JSONValue {
        guard case .string(let reference) = value["$ref"] else { return value }
        let target = reference.split(separator: "/").dropFirst().reduce(json) { $0[String($1)] }
        return resolved(target)
    }

    /// The examples of a media type, by name.
    func examples(_ content: JSONValue) -> [(name: String, value: JSONValue)] {
        content["examples"].names.map { ($0, resolved(content["examples"][$0])["value"]) }
    }

    /// The documented answer, its references resolved.
    func response(_ operation: Operation, _ status: Int) -> JSONValue {
        resolved(operation.responses[String(status)])
    }

    /// Every reference in the document.
    var references: Set<String> { Self.references(in: json) }

    private static func references(in value: JSONValue) -> Set<String> {
        switch value {
        case .object(let members):
            members.reduce(into: []) { found, member in
                if member.key == "$ref" { found.insert(member.value.text) }
                found.formUnion(references(in: member.value))
            }
        case .array(let items): items.reduce(into: []) { $0.formUnion(references(in: $1)) }
        default: []
        }
    }
}
