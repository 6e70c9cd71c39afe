import CLibCurl
import Dispatch

/// Sends HTTP requests with libcurl's easy interface, each on a thread that may block.
///
/// A handle is used for one request. Redirects are not followed: callers know where they want to go.
public struct CurlClient: Sendable {
    private let queue = DispatchQueue(label: "fr.eaf.curl", attributes: .concurrent)

    /// A client.
    public init() {}

    /// Sends a request and waits for the answer.
    ///
    /// - Throws: `CurlError` when there is none; any status is an answer.
    public func send(_ request: CurlRequest) async throws(CurlError) -> CurlResponse {
        let stop = CurlStop()
        let result: Result<CurlResponse, CurlError> = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                queue.async {
                    do throws(CurlError) {
                        continuation.resume(returning: .success(try Self.perform(request, stop)))
                    } catch {
                        continuation.resume(returning: .failure(error))
                    }
                }
            }
        } onCancel: {
            stop.set()
        }
        return try result.get()
    }

    private static func perform(_ request: CurlRequest, _ stop: CurlStop) throws(CurlError) -> CurlResponse {
        var handle = try CurlHandle.open()
        return try handle.perform(request, stop)
    }
}
