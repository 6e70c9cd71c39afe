/// How a measure stands to the published thresholds.
public enum VitalRating: String, Codable, Sendable, CaseIterable {
    case good
    case needsImprovement = "needs-improvement"
    case poor

    /// The rating of `value` by the thresholds published at web.dev/articles/vitals: at or below the first is good, above the
    /// second is poor. Milliseconds, except CLS.
    public static func of(_ name: VitalName, _ value: Double) -> VitalRating {
        let thresholds = thresholds(of: name)
        return value <= thresholds.good ? .good : value <= thresholds.poor ? .needsImprovement : .poor
    }

    /// The two limits of a metric.
    public static func thresholds(of name: VitalName) -> (good: Double, poor: Double) {
        switch name {
        case .LCP: (2_500, 4_000)
        case .INP: (200, 500)
        case .CLS: (0.1, 0.25)
        case .FCP: (1_800, 3_000)
        case .TTFB: (800, 1_800)
        case .FID: (100, 300)
        }
    }
}
