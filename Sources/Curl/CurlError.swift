import CLibCurl

/// A request that got no answer.
public struct CurlError: Error, Equatable, Sendable {
    /// What went wrong, as far as callers act on it.
    public enum Kind: Equatable, Sendable {
        /// The name has no address.
        case unknownHost
        /// Nothing listens there, or nothing answered the attempt to connect in time.
        case notReachable
        /// There was a connection, and the answer took too long, or moved too slowly.
        case timeout
        /// The connection broke before the answer was whole.
        case cut
        /// The certificate is not one to believe, or the file of authorities is not readable.
        case notTrusted
        /// The answer is longer than it may be.
        case tooLarge
        /// The answer is not HTTP, or not as it should be.
        case malformed
        /// The caller was cancelled.
        case cancelled
        case other
    }

    /// libcurl's code, see libcurl-errors(3).
    public let code: UInt32
    /// libcurl's words for it.
    public let message: String

    /// No connection came about (CURLE_COULDNT_CONNECT).
    public var isNotReachable: Bool { kind == .notReachable }

    public var kind: Kind {
        switch CURLcode(rawValue: code) {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .unknownHost
        case CURLE_COULDNT_CONNECT: .notReachable
        case CURLE_OPERATION_TIMEDOUT: .timeout
        case CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_SSL_CONNECT_ERROR,
            CURLE_HTTP2, CURLE_HTTP2_STREAM:
            .cut
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE: .notTrusted
        case CURLE_WRITE_ERROR, CURLE_FILESIZE_EXCEEDED: .tooLarge
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_URL_MALFORMAT, CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING:
            .malformed
        case CURLE_ABORTED_BY_CALLBACK: .cancelled
        default: .other
        }
    }
}
