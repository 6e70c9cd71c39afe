import Events
import Synchronization

/// How the witnesses are getting on with this log.
final class WitnessHealth: Sendable {
    /// A witness that has not cosigned for so long is worth a look.
    static let silenceSecondsMax = 900.0

    private struct Status {
        /// When it cosigned last, or was first asked.
        var heard: Timestamp
        /// It contradicts this log.
        var isAlarmed = false
    }

    private let witnesses: Mutex<[String: Status]>

    init(names: [String], now: Timestamp) {
        witnesses = Mutex(Dictionary(names.map { ($0, Status(heard: now)) }) { first, _ in first })
    }

    func cosigned(_ name: String, at now: Timestamp) {
        witnesses.withLock { $0[name] = Status(heard: now) }
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
            let isSilent = witnesses.values.contains { now.seconds(since: $0.heard) > Self.silenceSecondsMax }
            return isSilent ? .degraded : .ok
        }
    }
}
