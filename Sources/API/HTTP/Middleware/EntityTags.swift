import Crypto
import Events
import HTTPTypes
import Hummingbird
import NIOCore

/// Strong entity tags on reads (RFC 9110 §8.8.3, §13.1.2): the digest of the answer's bytes, and 304 when the client has them.
enum EntityTags {
    /// Answers a read: the bytes with their tag, or 304 without a body when `If-None-Match` names the tag.
    static func answer(_ request: Request, bytes: [UInt8], type: String) -> Response {
        let tag = "\"\(Base64URL.encode(SHA256.hash(data: bytes).prefix(16)))\""
        if let wanted = request.headers[.ifNoneMatch], matches(wanted, tag) {
            return Response(status: .notModified, headers: [.eTag: tag])
        }
        return Response(
            status: .ok, headers: [.contentType: type, .eTag: tag],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private static func matches(_ header: String, _ tag: String) -> Bool {
        header == "*"
            || header.split(separator: ",").contains { candidate in
                let trimmed = candidate.drop { $0 == " " }
                // A weak comparison is what If-None-Match asks for.
                return trimmed == tag || trimmed == "W/" + tag
            }
    }
}

extension Response {
    /// Answers a read in JSON, with its entity tag.
    static func resource(_ value: some Encodable, for request: Request) throws -> Response {
        EntityTags.answer(request, bytes: [UInt8](try CanonicalJSON.encode(value)), type: jsonType)
    }
}
