public import Events
import HashTreeCollections

/// Keys of requests that were carried out, so that a repeated request gets the first one's answer, also after a restart.
public struct Idempotency: Projection {
    public static let name = "idempotency"

    struct Entry: Sendable, Equatable {
        let fingerprint: DigestKey
        /// The first record of the command.
        let position: LogPosition
    }

    /// By day of the record, so that old keys fall out together.
    private var days: TreeDictionary<Int, TreeDictionary<DigestKey, Entry>> = [:]

    public init() {}

    /// What is known of a key.
    public enum Use: Equatable, Sendable {
        case new
        /// The same request was carried out; its first record stands here.
        case repeated(LogPosition)
        /// The key was used for another request.
        case mismatched
    }

    /// What is known of `key`.
    public func use(of key: IdempotencyKey) -> Use {
        guard let name = DigestKey(key.name), let fingerprint = DigestKey(key.fingerprint) else { return .new }
        for entries in days.values {
            guard let entry = entries[name] else { continue }
            return entry.fingerprint == fingerprint ? .repeated(entry.position) : .mismatched
        }
        return .new
    }

    /// Whether the key was used, for whatever request.
    public func isKnown(_ key: IdempotencyKey) -> Bool { use(of: key) != .new }

    public mutating func apply(_ fact: Fact) {
        guard let stored = fact.idempotencyKey, let key = IdempotencyKey(stored: stored),
            let name = DigestKey(key.name), let fingerprint = DigestKey(key.fingerprint)
        else { return }
        let today = fact.time.day
        for day in days.keys where day < today - IdempotencyKey.daysKept { days[day] = nil }
        let entry = Entry(fingerprint: fingerprint, position: fact.position)
        // A command's later records carry the key too; the first one answers for it.
        if days[today]?[name] == nil { days[today, default: [:]][name] = entry }
    }

    public func encode(to out: inout SnapshotWriter) {
        out.dictionary(days) { out, day, entries in
            out.integer(day)
            out.dictionary(entries) { out, name, entry in
                out.digest(name)
                out.digest(entry.fingerprint)
                out.position(entry.position)
            }
        }
    }

    public init(from input: inout SnapshotReader) throws(SnapshotError) {
        days = try input.dictionary { input throws(SnapshotError) in
            let day = try input.integer()
            let entries = try input.dictionary { input throws(SnapshotError) in
                (try input.digest(), Entry(fingerprint: try input.digest(), position: try input.position()))
            }
            return (day, entries)
        }
    }
}
