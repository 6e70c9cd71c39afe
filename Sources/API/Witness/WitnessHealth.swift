import Events
import Synchronization

/// How the witnesses are getting on with this log.
final class WitnessHealth: Sendable {
    /// A witness that has failed for so long is worth a look.
    static let silenceSecondsMax = 900.0

    private struct Status {
        /// The first failure since it cosigned last. A log that does not grow asks nothing, and nothing fails.
        var failingSince: Timestamp?
        /// It contradicts this log.
        var isAlarmed = false
    }

    private let witnesses: Mutex<[String: Status]>

    init(names: [String]) {
        witnesses = Mutex(Dictionary(names.map { ($0, Status()) }) { first, _ in first })
    }

    func cosigned(_ name: String) { witnesses.withLock { $0[name] = Status() } }

    func failed(_ name: String, at now: Timestamp) {
        witnesses.withLock { witnesses in
            if witnesses[name]?.failingSince == nil { witnesses[name]?.failingSince = now }
        }
    }

    /// Whether the alarm is new.
    func alarm(_ name: String) -> Bool {
        witnesses.withLock { witnesses in
            let isNew = witnesses[name]?.isAlarmed == false
            witnesses[name]?.isAlarmed = true
            return isNew
        }
    }

    /// `down` when a witness contradicts this log, `degraded` when one has been silent for long.
    func condition(at now: Timestamp) -> HealthChecks.Condition {
        witnesses.withLock { witnesses in
            if witnesses.isEmpty { return .disabled }
            if witnesses.values.contains(where: \.isAlarmed) { return .down }
            let isSilent = witnesses.values.compactMap(\.failingSince).contains {
                now.seconds(since: $0) > Self.silenceSecondsMax
            }
            return isSilent ? .degraded : .ok
        }
    }
}
