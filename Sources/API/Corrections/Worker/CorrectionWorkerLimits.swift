/// The bounds of a correction worker.
struct CorrectionWorkerLimits: Sendable {
    /// Copies that are corrected at once. Reading a picture takes a whole core.
    var runsMax: Int
    /// Reading one copie.
    var readingSecondsMax: Int
    /// One call of the corrector, which must end soon after it is cancelled.
    var correctorSecondsMax: Int
    /// How long a result is offered to a writer that cannot take it.
    var reportSecondsMax: Int
    /// What a run may still take when the process is to end; then it is interrupted and the copie freed.
    var shutdownSecondsMax: Int
    /// How long the worker sleeps at most without looking at the queue, should the computer's clock be set.
    var idleSecondsMax: Int
    /// The largest file that is opened.
    var fileBytesMax: Int
    /// The largest file that a model is shown; of a larger one it gets the text.
    var shownBytesMax: Int
    /// How long a copie is claimed for.
    var leaseSeconds = CorrectionPolicy.leaseSeconds

    /// One run at a time; together shorter than the lease.
    static let standard = CorrectionWorkerLimits(
        runsMax: 1, readingSecondsMax: 605, correctorSecondsMax: 200, reportSecondsMax: 30, shutdownSecondsMax: 20,
        idleSecondsMax: 60, fileBytesMax: 256 << 20, shownBytesMax: 12 << 20)

    /// The same for a lease of another length: a run ends before its lease does.
    func within(leaseSeconds: Int) -> CorrectionWorkerLimits {
        var limits = self
        limits.leaseSeconds = leaseSeconds
        guard runSecondsMax > leaseSeconds else { return limits }
        func share(_ seconds: Int) -> Int { max(1, seconds * leaseSeconds / (runSecondsMax + 1)) }
        limits.readingSecondsMax = share(readingSecondsMax)
        limits.correctorSecondsMax = share(correctorSecondsMax)
        limits.reportSecondsMax = share(reportSecondsMax)
        return limits
    }

    /// How long one run may last: text and correction are each reported once.
    var runSecondsMax: Int { readingSecondsMax + correctorSecondsMax + 2 * reportSecondsMax }
}
