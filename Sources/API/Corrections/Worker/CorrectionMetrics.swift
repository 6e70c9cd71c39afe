import Metrics

/// What the correction worker tells of itself. The instances are kept: making one costs a look-up.
struct CorrectionMetrics: Sendable {
    enum Outcome: String, CaseIterable {
        case completed, failed, expired
    }

    private let outcomes = Dictionary(
        uniqueKeysWithValues: Outcome.allCases.map { outcome in
            let dimensions = [("outcome", outcome.rawValue)]
            return (outcome, Counter(label: MetricName.corrections.rawValue, dimensions: dimensions))
        })
    private let duration = Timer(label: MetricName.correctionDuration.rawValue)
    private let pending = Gauge(label: MetricName.correctionsPending.rawValue)

    func ended(_ outcome: Outcome, seconds: Double) {
        outcomes[outcome]?.increment()
        duration.recordSeconds(seconds)
    }

    func wait(_ count: Int) { pending.record(count) }
}
