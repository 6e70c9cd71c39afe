import Events
import Metrics

/// Counts what the search does.
struct SearchMetrics: Sendable {
    private let durations: [SearchMode: Metrics.Timer]
    private let empty = Counter(label: MetricName.searchesWithoutResult.rawValue)
    private let fallbacks: [SearchFallback: Counter]

    init() {
        durations = Dictionary(
            uniqueKeysWithValues: SearchMode.allCases.map { mode in
                (mode, Timer(label: MetricName.searchDuration.rawValue, dimensions: [("mode", mode.rawValue)]))
            })
        fallbacks = Dictionary(
            uniqueKeysWithValues: SearchFallback.allCases.map { reason in
                (
                    reason,
                    Counter(label: MetricName.searchFallbacks.rawValue, dimensions: [("reason", reason.rawValue)])
                )
            })
    }

    func answered(_ mode: SearchMode, results: Int, took: Duration) {
        durations[mode]?.recordNanoseconds(Int64(took / .nanoseconds(1)))
        if results == 0 { empty.increment() }
    }

    func fellBack(_ reason: SearchFallback) { fallbacks[reason]?.increment() }
}
