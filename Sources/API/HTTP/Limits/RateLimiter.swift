import Events
import HashTreeCollections
import Logging
import Metrics
import Synchronization

/// Token buckets kept in the process, by rule and by who is limited (an account or an address).
///
/// A bucket that is full again is the same as none, so full ones are dropped when there are `bucketsMax`; if none is full, the
/// whole map is, which frees an attacker from his limit but never the server from its memory.
final class RateLimiter: Sendable {
    /// A bound on memory: about 100 bytes each.
    static let bucketsMax = 100_000

    private struct Key: Hashable {
        let rule: String
        let who: String
    }

    private struct Bucket {
        var tokens: Double
        var updated: Timestamp
    }

    private let buckets = Mutex<[Key: Bucket]>([:])
    private let clock: SystemClock
    private let isEnabled: Bool
    /// What the nodes count together; nil when there is only this one.
    private let shared: SharedLimits?

    /// - Parameter isEnabled: false lets everything pass, for load measurements.
    init(clock: SystemClock, isEnabled: Bool, shared: SharedLimits? = nil) {
        self.clock = clock
        self.isEnabled = isEnabled
        self.shared = shared
    }

    /// Takes one token here and one of those that all nodes count together: for what guesses at secrets.
    ///
    /// - Throws: as `take`.
    func takeEverywhere(_ limit: RateLimit, by who: String) async throws(Problem) {
        try take(limit, by: who)
        guard isEnabled, let wait = await shared?.secondsToWait(limit, who) else { return }
        throw refusal(limit, wait)
    }

    /// Takes one token of `who`'s bucket.
    ///
    /// - Throws: a `Problem` 429 with `Retry-After` when it is empty.
    func take(_ limit: RateLimit, by who: String) throws(Problem) {
        guard isEnabled, let wait = secondsToWait(limit, who) else { return }
        throw refusal(limit, wait)
    }

    private func refusal(_ limit: RateLimit, _ wait: Int) -> Problem {
        Counter(label: MetricName.rateLimitRejections.rawValue, dimensions: [("limit", limit.name)]).increment()
        Logger.current.security(.rateLimitExceeded, metadata: ["rate_limit": "\(limit.name)"])
        return .tooManyRequests(limit.message, retryAfterSeconds: wait)
    }

    /// Nil when a token could be taken, else the seconds until one can.
    private func secondsToWait(_ limit: RateLimit, _ who: String) -> Int? {
        let now = clock.now
        let rate = Double(limit.burst) / Double(limit.seconds)
        return buckets.withLock { buckets in
            let key = Key(rule: limit.name, who: who)
            var bucket = buckets[key] ?? Bucket(tokens: Double(limit.burst), updated: now)
            bucket.tokens = min(
                Double(limit.burst), bucket.tokens + max(0, now.seconds(since: bucket.updated)) * rate)
            bucket.updated = now
            guard bucket.tokens >= 1 else {
                buckets[key] = bucket
                return max(1, Int(((1 - bucket.tokens) / rate).rounded(.up)))
            }
            bucket.tokens -= 1
            if buckets.count >= Self.bucketsMax, buckets[key] == nil { Self.makeRoom(&buckets, now) }
            buckets[key] = bucket
            return nil
        }
    }

    private static func makeRoom(_ buckets: inout [Key: Bucket], _ now: Timestamp) {
        // An hour is the longest refill of any rule.
        buckets = buckets.filter { now.seconds(since: $0.value.updated) < 3_600 }
        if buckets.count >= bucketsMax { buckets.removeAll() }
    }
}
