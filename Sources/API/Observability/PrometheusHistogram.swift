import Metrics
import Synchronization

/// A distribution over fixed buckets; as a timer it takes nanoseconds and exports seconds.
final class PrometheusHistogram: MetricCell, RecorderHandler, TimerHandler {
    static let kind = MetricKind.histogram

    private struct Observed {
        /// By bucket and not cumulative; the last one is `+Inf`.
        var counts: [UInt64]
        var sum = 0.0
    }

    private let buckets: HistogramBuckets
    private let observed: Mutex<Observed>

    init(buckets: HistogramBuckets) {
        self.buckets = buckets
        observed = Mutex(Observed(counts: Array(repeating: 0, count: buckets.bounds.count + 1)))
    }

    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        // One NaN or infinity would make the sum useless for ever.
        guard value.isFinite else { return }
        let index = buckets.index(of: value)
        observed.withLock {
            $0.counts[index] &+= 1
            $0.sum += value
        }
    }

    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }

    func write(name: String, labels: MetricLabels, to text: inout PrometheusText) {
        let observed = observed.withLock { $0 }
        var total: UInt64 = 0
        for (count, bound) in zip(observed.counts, buckets.bounds + [.infinity]) {
            total &+= count
            text.bucket(name, labels, upTo: bound, String(total))
        }
        text.sample("\(name)_sum", labels, PrometheusText.number(observed.sum))
        text.sample("\(name)_count", labels, String(total))
    }
}
