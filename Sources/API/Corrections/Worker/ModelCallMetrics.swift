import Events
import Metrics
import Synchronization

/// Counts the calls of one provider. The instances are kept, those by outcome from the first call that ends so.
final class ModelCallMetrics: Sendable {
    private let provider: String
    private let duration: Timer
    private let tokensIn: Counter
    private let tokensOut: Counter
    private let cost: FloatingPointCounter
    private let calls = Mutex<[String: Counter]>([:])

    init(provider: String) {
        self.provider = provider
        let dimensions = [("provider", provider)]
        duration = Timer(label: MetricName.llmCallDuration.rawValue, dimensions: dimensions)
        tokensIn = Counter(
            label: MetricName.llmTokens.rawValue, dimensions: dimensions + [("direction", "input")])
        tokensOut = Counter(
            label: MetricName.llmTokens.rawValue, dimensions: dimensions + [("direction", "output")])
        cost = FloatingPointCounter(label: MetricName.llmCost.rawValue, dimensions: dimensions)
    }

    func called(_ call: ModelCalled) {
        counter(call.outcome).increment()
        duration.recordSeconds(Double(call.latencyMilliseconds) / 1_000)
        tokensIn.increment(by: call.tokensIn)
        tokensOut.increment(by: call.tokensOut)
        cost.increment(by: Double(call.costMicroEuros) / 1_000_000)
    }

    private func counter(_ outcome: String) -> Counter {
        calls.withLock { calls in
            if let known = calls[outcome] { return known }
            let new = Counter(
                label: MetricName.llmCalls.rawValue, dimensions: [("provider", provider), ("outcome", outcome)])
            calls[outcome] = new
            return new
        }
    }
}
