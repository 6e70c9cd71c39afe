import Events
import Metrics

/// What is told of one witness. Witnesses are few and named by the operator, so a name is a label.
struct WitnessMetrics: Sendable {
    private let name: String
    private let size: Gauge
    private let time: Gauge

    init(name: String) {
        self.name = name
        size = Gauge(label: MetricName.witnessSize.rawValue, dimensions: [("witness", name)])
        time = Gauge(label: MetricName.witnessTime.rawValue, dimensions: [("witness", name)])
    }

    func asked(_ verdict: WitnessVerdict) {
        Counter(
            label: MetricName.witnessRequests.rawValue, dimensions: [("witness", name), ("outcome", verdict.name)]
        ).increment()
    }

    func cosigned(_ checkpoint: Checkpoint, at now: Timestamp) {
        size.record(Double(checkpoint.size))
        time.record(Double(now.microseconds) / 1e6)
    }
}
