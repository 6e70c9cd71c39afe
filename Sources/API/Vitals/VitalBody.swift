import Events
import Projections

/// What is known of one metric.
struct VitalBody: Encodable {
    let count: Int
    let total: Double
    let avg: Double
    let last: Double
    let p50: Double
    let p75: Double
    let p95: Double
    /// Shares of all reports, 0 to 1.
    let good: Double
    let needsImprovement: Double
    let poor: Double
    let thresholds: [String: Double]

    init(_ name: VitalName, _ aggregate: VitalAggregate) {
        let reports = Double(max(1, aggregate.count))
        count = aggregate.count
        total = Self.rounded(aggregate.total)
        avg = Self.rounded(aggregate.total / reports)
        last = aggregate.last
        p50 = Self.rounded(aggregate.percentile(0.5))
        p75 = Self.rounded(aggregate.percentile(0.75))
        p95 = Self.rounded(aggregate.percentile(0.95))
        good = Self.rounded(Double(aggregate.good) / reports)
        needsImprovement = Self.rounded(Double(aggregate.needsImprovement) / reports)
        poor = Self.rounded(Double(aggregate.poor) / reports)
        let limits = VitalRating.thresholds(of: name)
        thresholds = ["good": limits.good, "poor": limits.poor]
    }

    /// Four decimals: two would make a CLS of 0.004 a zero (D-43).
    private static func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
}
