import CLibCurl
import Dispatch

/// Sends HTTP requests with libcurl's easy interface, each on a thread that may block.
///
/// A handle is used for one request. Redirects are not followed: callers know where they want to go.
public struct CurlClient: Sendable {
    private static let isReady: Bool = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK
    private let queue = DispatchQueue(label: "fr.eaf.curl", attributes: .concurrent)

    /// A client.
    public init() {}

    /// Sends a request and waits for the answer.
    ///
    /// - Throws: `CurlError` when there is none; any status is an answer.
    public func send(_ request: CurlRequest) async throws(CurlError) -> CurlResponse {
        let result: Result<CurlResponse, CurlError> = await withCheckedContinuation { continuation in
            queue.async {
                do throws(CurlError) {
                    continuation.resume(returning: .success(try Self.perform(request)))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        }
        return try result.get()
    }

    private static func perform(_ request: CurlRequest) throws(CurlError) -> CurlResponse {
        guard isReady else { throw CurlError(code: CURLE_FAILED_INIT.rawValue, message: "libcurl cannot start") }
        var handle = try CurlHandle.open()
        return try handle.perform(request)
    }
}
