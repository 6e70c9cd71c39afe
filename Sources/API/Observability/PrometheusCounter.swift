import Metrics
import Synchronization

/// A number that only grows: whole increments and fractions are kept apart, so that counting stays exact.
final class PrometheusCounter: MetricCell, CounterHandler, FloatingPointCounterHandler {
    static let kind = MetricKind.counter

    private let whole = Atomic<Int64>(0)
    private let fractionBits = Atomic<UInt64>(0)

    func increment(by amount: Int64) {
        guard amount > 0 else { return }
        let sum = whole.wrappingAdd(amount, ordering: .relaxed).newValue
        if sum < 0 { whole.store(.max, ordering: .relaxed) }
    }

    func increment(by amount: Double) {
        guard amount.isFinite, amount > 0 else { return }
        fractionBits.updateDouble { $0 + amount }
    }

    func reset() {
        whole.store(0, ordering: .relaxed)
        fractionBits.store(0, ordering: .relaxed)
    }

    /// Replaces the value by a total that something else keeps, such as the kernel.
    func store(total: Double) {
        fractionBits.store(total.bitPattern, ordering: .relaxed)
    }

    func write(name: String, labels: MetricLabels, to text: inout PrometheusText) {
        let stored = whole.load(ordering: .relaxed)
        // A negative number is an overflow seen before `increment` repaired it.
        let whole = stored < 0 ? Int64.max : stored
        let fraction = fractionBits.loadDouble()
        let value = fraction == 0 ? String(whole) : PrometheusText.number(Double(whole) + fraction)
        text.sample(name, labels, value)
    }
}
