import HTTPTypes
import Hummingbird

extension HTTPField.Name {
    /// Names a request; taken from the client when it is well formed.
    static let requestID = Self(known: "X-Request-Id")
    static let csrfToken = Self(known: "X-CSRF-Token")
    static let idempotencyKey = Self(known: "Idempotency-Key")
    static let fetchSite = Self(known: "Sec-Fetch-Site")
    static let fetchMode = Self(known: "Sec-Fetch-Mode")
    static let forwardedFor = Self(known: "X-Forwarded-For")
    static let traceparent = Self(known: "traceparent")
    /// Where the next page is (RFC 8288).
    static let link = Self(known: "Link")
    /// Up to which position an answer looked through the log.
    static let logPosition = Self(known: "EAF-Log-Position")
    /// Where a stream of events is to go on.
    static let lastEventID = Self(known: "Last-Event-ID")
    /// Tells nginx to pass a stream on as it comes.
    static let proxyBuffering = Self(known: "X-Accel-Buffering")

    /// A name that is known to be valid.
    private init(known name: String) {
        guard let field = HTTPField.Name(name) else { preconditionFailure("\(name) is a field name") }
        self = field
    }
}

/// The id of a request.
enum RequestName {
    private static let lengths = 8...64

    /// The client's `X-Request-Id` when it is 8 to 64 letters, digits, hyphens or underscores; else a random one.
    static func of(_ request: Request) -> String {
        if let given = request.headers[.requestID], lengths.contains(given.utf8.count),
            given.utf8.allSatisfy(isAllowed)
        {
            return given
        }
        var generator = SystemRandomNumberGenerator()
        return String(generator.next() as UInt64, radix: 36) + String(generator.next() as UInt64, radix: 36)
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
