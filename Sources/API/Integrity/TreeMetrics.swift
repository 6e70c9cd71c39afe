import Events
import Metrics

/// What the integrator tells of itself.
struct TreeMetrics: Sendable {
    private let time = Gauge(label: MetricName.checkpointTime.rawValue)
    private let failures = Counter(label: MetricName.integrationFailures.rawValue)
    private let duration = Timer(label: MetricName.integrationDuration.rawValue)

    func published(at now: Timestamp, seconds: Double) {
        time.record(Double(now.microseconds) / 1e6)
        duration.recordSeconds(seconds)
    }

    func failed() { failures.increment() }

    /// Figures that are looked up when somebody asks for the metrics.
    static func export(_ tree: TreeIntegrator, _ registry: PrometheusRegistry) {
        let size = Gauge(label: MetricName.treeSize.rawValue)
        let pending = Gauge(label: MetricName.treePending.rawValue)
        registry.onRender {
            size.record(Double(tree.signed?.checkpoint.size ?? 0))
            pending.record(tree.pending)
        }
    }
}
