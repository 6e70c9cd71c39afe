import Metrics
import Synchronization

/// A number that goes up and down.
final class PrometheusGauge: MetricCell, RecorderHandler, MeterHandler {
    static let kind = MetricKind.gauge

    private let bits = Atomic<UInt64>(0)

    func set(_ value: Int64) { set(Double(value)) }

    func set(_ value: Double) { bits.store(value.bitPattern, ordering: .relaxed) }

    func record(_ value: Int64) { set(Double(value)) }

    func record(_ value: Double) { set(value) }

    func increment(by amount: Double) {
        guard amount.isFinite else { return }
        bits.updateDouble { $0 + amount }
    }

    func decrement(by amount: Double) { increment(by: -amount) }

    func write(name: String, labels: MetricLabels, to text: inout PrometheusText) {
        text.sample(name, labels, PrometheusText.number(bits.loadDouble()))
    }
}
