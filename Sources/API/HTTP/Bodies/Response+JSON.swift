import Events
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

extension Response {
    static let jsonType = "application/json; charset=utf-8"

    /// An answer in JSON: sorted keys, so that the same state gives the same bytes.
    static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
        json(bytes: try CanonicalJSON.encode(value), status: status)
    }

    /// An answer whose JSON was written already.
    static func json(bytes: some Sequence<UInt8>, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: jsonType],
            body: .init(byteBuffer: ByteBuffer(bytes: Array(bytes))))
    }

    /// `{"ok":true}`.
    static func ok(_ status: HTTPResponse.Status = .ok) -> Response {
        json(bytes: #"{"ok":true}"#.utf8, status: status)
    }
}
