import Events
import Logging

/// Limits that hold for all nodes together, counted in the database. When it does not answer, each node's own limits still hold.
struct SharedLimits: Sendable {
    let buckets: PostgresTokenBuckets
    /// Who is limited stands in the database as a keyed hash only.
    let hash: KeyedHash
    private let queue = BlockingQueue(label: "eaf.limits")

    init(buckets: PostgresTokenBuckets, hash: KeyedHash) {
        self.buckets = buckets
        self.hash = hash
    }

    /// Nil when a token could be taken, or nobody knows; else the seconds until one can.
    func secondsToWait(_ limit: RateLimit, _ who: String) async -> Int? {
        let bucket = "\(limit.name) \(hash.of(who))"
        let buckets = buckets
        do throws(DatabaseFailure) {
            let wait = try await queue.run { () throws(DatabaseFailure) in
                try buckets.take(bucket, burst: limit.burst, window: .seconds(limit.seconds))
            }
            return wait.map { max(1, ($0 + 999) / 1_000) }
        } catch {
            Logger.current.warning(
                "limits of all nodes are not counted", metadata: ["reason": "\(error.description)"])
            return nil
        }
    }
}
