/// One HTTP request.
public struct CurlRequest: Sendable {
    public var method: String
    public var url: String
    public var headers: [(name: String, value: String)]
    public var body: [UInt8]
    /// Goes through this local socket instead of the network; the host in `url` is then only a name.
    public var unixSocket: String?
    /// The whole exchange, connecting included.
    public var timeoutSeconds: Int
    /// A longer answer fails.
    public var responseBytesMax: Int
    /// Takes the body of an answer of status 200 as it comes, in place of `CurlResponse.body`, and however long it is; false gives
    /// up. It is called on the thread of the request, which it may block.
    public var receive: (@Sendable ([UInt8]) -> Bool)?
    /// Connecting alone; nil leaves it to `timeoutSeconds`.
    public var connectTimeoutSeconds: Int?
    /// An exchange that moves fewer bytes a second than `bytesMin` for `seconds` fails; nil lets it take its time.
    public var slowness: (bytesMin: Int, seconds: Int)?
    /// Signs the request for a service of AWS's kind.
    public var signature: CurlSignature?
    /// A PEM file with the authorities to believe, instead of the system's.
    public var authoritiesFile: String?

    /// Gathers a request; what is not asked for here is nil.
    public init(
        method: String, url: String, headers: [(name: String, value: String)], body: [UInt8], unixSocket: String?,
        timeoutSeconds: Int, responseBytesMax: Int
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.unixSocket = unixSocket
        self.timeoutSeconds = timeoutSeconds
        self.responseBytesMax = responseBytesMax
    }
}
