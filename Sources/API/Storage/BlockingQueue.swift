import Dispatch

/// Runs what blocks (files, devices) on threads of Dispatch, so that the cooperative pool never waits for a device.
///
/// Not an actor with an executor of its own: nothing here has an order to keep, and two files may well be read at
/// once.
struct BlockingQueue: Sendable {
    private let queue: DispatchQueue

    init(label: String) { queue = DispatchQueue(label: label, attributes: .concurrent) }

    /// One call after another, for what would take a processor each.
    init(serialLabel label: String) { queue = DispatchQueue(label: label) }

    /// Runs `body` to its end on another thread. A cancelled caller waits too: a file operation cannot be called
    /// back.
    func run<Value: Sendable, Failure: Error>(
        _ body: @escaping @Sendable () throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        let result: Result<Value, Failure> = await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: Result(catching: body)) }
        }
        return try result.get()
    }
}
