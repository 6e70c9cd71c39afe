import Metrics

/// What the writer tells of itself. The instances are kept: making one costs a look-up.
struct WriterMetrics: Sendable {
    private let appends = Counter(label: MetricName.logAppends.rawValue)
    private let commits = Counter(label: MetricName.logCommits.rawValue)
    private let failures = Counter(label: MetricName.logCommitFailures.rawValue)
    private let duration = Timer(label: MetricName.logCommitDuration.rawValue)
    private let others = Counter(label: MetricName.logFollowed.rawValue)
    private let sizes = Recorder(label: MetricName.logCommitRecords.rawValue)

    func committed(records: Int, seconds: Double) {
        guard records > 0 else { return }
        appends.increment(by: records)
        commits.increment()
        duration.recordSeconds(seconds)
        sizes.record(records)
    }

    /// Others appended these.
    func followed(records: Int) {
        if records > 0 { others.increment(by: records) }
    }

    func failed() { failures.increment() }

    func rejected(_ reason: WriterError) {
        let name =
            switch reason {
            case .busy: "queue_full"
            case .stopped: "shutting_down"
            default: "other"
            }
        Counter(label: MetricName.writerRejections.rawValue, dimensions: [("reason", name)]).increment()
    }
}
