import Synchronization

/// The exchanges that one task needed. They were paid for whatever comes of the task, so they are noted as they end.
public final class ModelCallLedger: Sendable {
    private let noted = Mutex<[ModelExchange]>([])

    public init() {}

    /// In the order they ended.
    public var calls: [ModelExchange] { noted.withLock { $0 } }

    func note(_ call: ModelExchange) { noted.withLock { $0.append(call) } }

    /// The last answer had the right shape and was of no use all the same.
    public func refuseLast(as outcome: String) {
        noted.withLock { calls in
            guard let last = calls.indices.last else { return }
            calls[last].outcome = outcome
        }
    }
}
