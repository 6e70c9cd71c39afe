import HTTPTypes
import Hummingbird

/// What of a request goes into the records that it causes.
struct RequestTrace: Sendable {
    /// The request's id.
    let id: String
    /// W3C Trace Context, level 1, when the client sent a well-formed one.
    let traceparent: String?

    /// A command of no HTTP request.
    init(id: String) {
        self.id = id
        traceparent = nil
    }

    init(_ request: Request, id: String) {
        self.id = id
        traceparent = request.headers[.traceparent].flatMap { Self.isWellFormed($0) ? $0 : nil }
    }

    private static let length = 55

    private static func isWellFormed(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        return text.utf8.count == length && parts.map(\.count) == [2, 32, 16, 2]
            && parts.joined().allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}
