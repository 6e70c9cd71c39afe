import HTTPTypes
import Hummingbird
import NIOCore

/// An error as the API answers it: RFC 9457 problem details, with the predecessor's `error` (product-contract §0.1).
struct Problem: Error, Equatable {
    static let mediaType = "application/problem+json; charset=utf-8"

    let status: HTTPResponse.Status
    /// Stable name; the last part of `type`.
    let code: String
    /// What to show, in French.
    let message: String
    /// What is wrong with which field.
    var issues: [FieldIssue] = []
    /// Seconds until it is worth trying again.
    var retryAfterSeconds: Int?
    /// Methods that the path answers, for 405.
    var allow: String?

    init(_ status: HTTPResponse.Status, _ code: String, _ message: String) {
        self.status = status
        self.code = code
        self.message = message
    }
}

/// What is wrong with one field of a request.
struct FieldIssue: Encodable, Equatable, Sendable {
    let field: String
    /// Stable name of the rule that is broken.
    let rule: String
    /// The rule, in French.
    let message: String
}
