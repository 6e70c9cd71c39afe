import Events
import HTTPTypes
import Hummingbird
import NIOCore

extension Problem {
    /// The answer, naming the request.
    func response(requestID: String) -> Response {
        var json = JSONWriter()
        json.object { json in
            json.field("type", "urn:eaf:probleme:\(code)")
            json.field("title", status.reasonPhrase)
            json.field("status", status.code)
            json.field("detail", message)
            json.field("error", message)
            json.field("code", code)
            json.field("requestId", requestID)
            if !issues.isEmpty {
                json.field("details", issues.map { "\($0.field) : \($0.message)" })
                json.key("errors")
                json.array { json in
                    for issue in issues {
                        json.object { json in
                            json.field("field", issue.field)
                            json.field("rule", issue.rule)
                            json.field("message", issue.message)
                        }
                    }
                }
            }
        }
        var headers: HTTPFields = [.contentType: Self.mediaType, .cacheControl: "no-store"]
        if let retryAfterSeconds { headers[.retryAfter] = String(retryAfterSeconds) }
        if let allow { headers[.allow] = allow }
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: json.bytes)))
    }
}
