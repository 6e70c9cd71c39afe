/// A request that no client with manners sends.
struct RudeRequest: Sendable, CustomStringConvertible {
    let description: String
    let bytes: [UInt8]

    private init(_ description: String, _ text: String) {
        self.description = description
        bytes = Array(text.utf8)
    }

    private static func get(_ description: String, _ path: String, _ headers: String = "Connection: close\r\n")
        -> Self
    {
        Self(description, "GET /api/v1/\(path) HTTP/1.1\r\nHost: essai\r\n\(headers)\r\n")
    }

    private static func post(_ description: String, _ headers: String, _ body: String) -> Self {
        Self(description, "POST /api/v1/auth/login HTTP/1.1\r\nHost: essai\r\n\(headers)\r\n\(body)")
    }

    static let all = [
        get("a header of 1 MiB", "health", "X-Long: \(String(repeating: "x", count: 1 << 20))\r\n"),
        get("5,000 headers", "health", String(repeating: "X-A: b\r\n", count: 5_000)),
        get("a URL of 100 KB", String(repeating: "u", count: 100_000)),
        get("a path that climbs", "../../../etc/passwd"),
        get("a broken escape", "epreuves/%ZZ%00/copie/%FF?limit=%E9"),
        Self("garbage", "\u{0}\u{1}\u{16}\u{3}\u{1} SSH-2.0 \r\n\r\n"),
        post("a length that is none", "Content-Length: -5\r\n", ""),
        post("two lengths", "Content-Length: 5\r\nContent-Length: 6\r\n", "abcdef"),
        post("a length beside chunks", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
        post("a chunk that is none", "Transfer-Encoding: chunked\r\n", "zz\r\n"),
        post("a body of the wrong kind", "Content-Length: 2\r\nConnection: close\r\n", "[]"),
    ]
}
