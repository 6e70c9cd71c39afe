/// A request that got no answer.
public struct CurlError: Error, Equatable, Sendable {
    /// libcurl's code, see libcurl-errors(3).
    public let code: UInt32
    /// libcurl's words for it.
    public let message: String

    /// Nothing listens there (CURLE_COULDNT_CONNECT).
    public var isNotReachable: Bool { code == 7 }
}
