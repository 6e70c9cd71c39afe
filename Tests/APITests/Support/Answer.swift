import Events
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore

/// What the server answered.
struct Answer: Sendable {
    let status: Int
    let headers: HTTPFields
    let bytes: [UInt8]

    init(_ response: TestResponse) {
        status = response.status.code
        headers = response.headers
        bytes = Array(response.body.readableBytesView)
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }
    /// The body; null when it is no JSON.
    var json: JSONValue { (try? JSONDecoder().decode(JSONValue.self, from: Data(bytes))) ?? .null }
    /// The predecessor's error text.
    var error: String { json["error"].text }
    /// Field and rule of every issue, in order.
    var issues: [String] { json["errors"].items.map { "\($0["field"].text) \($0["rule"].text)" } }

    subscript(name: String) -> JSONValue { json[name] }

    func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }

    /// The `Set-Cookie` values by the name of the cookie.
    var setCookies: [String: String] {
        Dictionary(
            headers[values: .setCookie].map { field in
                let parts = field.split(separator: "=", maxSplits: 1)
                return (String(parts[0]), field)
            }
        ) { _, last in last }
    }
}
