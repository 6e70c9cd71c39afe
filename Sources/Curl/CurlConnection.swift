/// Sends HTTP requests one after another, and keeps the connection for the next one to the same place: no new handshake each time.
public actor CurlConnection {
    private let executor = QueueExecutor(label: "fr.eaf.curl-connection")
    private var handle: CurlHandle?

    public nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

    /// A connection that is made when it is needed.
    public init() {}

    /// Sends a request, after those asked for before, and waits for the answer.
    ///
    /// - Throws: `CurlError` when there is none; any status is an answer.
    public nonisolated func send(_ request: CurlRequest) async throws(CurlError) -> CurlResponse {
        let stop = CurlStop()
        let result: Result<CurlResponse, CurlError> = await withTaskCancellationHandler {
            await perform(request, stop)
        } onCancel: {
            stop.set()
        }
        return try result.get()
    }

    private func perform(_ request: CurlRequest, _ stop: CurlStop) -> Result<CurlResponse, CurlError> {
        do throws(CurlError) {
            if handle == nil { handle = try CurlHandle.open() }
            guard let response = try handle?.perform(request, stop) else {
                preconditionFailure("a handle was opened")
            }
            return .success(response)
        } catch {
            return .failure(error)
        }
    }
}
