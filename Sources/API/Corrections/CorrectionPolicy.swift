import Events

/// How often a correction is tried, and when.
enum CorrectionPolicy {
    /// Attempts after which a copie ends in `error`.
    static let attemptsMax = 5
    /// How long a worker has a copie to itself. Longer than any attempt may last.
    static let leaseSeconds = 900
    /// The wait after the first failed attempt; it is multiplied by `backoffFactor` after each further one.
    static let backoffSeconds = 5
    static let backoffFactor = 4
    /// How long a copie waits for a provider that is down.
    static let postponedSeconds = 30...3_600

    /// A copie whose corrector was silent waits so much longer than the provider is left alone: another copie is to find out whether it
    /// is silent to everybody.
    static let silenceMarginSeconds = 60
    /// Silence is the provider's fault for so long after a copie was asked for: three days, so that a week-end without a provider ends no
    /// copie in `error`. After that its attempts count: perhaps it is this copie that nobody can answer.
    static let silenceSecondsMax = 3 * 86_400.0

    static func postponed(_ seconds: Int) -> Int {
        min(max(seconds, postponedSeconds.lowerBound), postponedSeconds.upperBound)
    }

    /// When the next attempt is due after `attempt` failed at `now`; nil when there is none.
    static func nextAttempt(after attempt: Int, at now: Timestamp) -> Timestamp? {
        guard attempt < attemptsMax else { return nil }
        let factor = (1..<max(1, attempt)).reduce(1) { wait, _ in wait * backoffFactor }
        return now.adding(seconds: backoffSeconds * factor)
    }
}
