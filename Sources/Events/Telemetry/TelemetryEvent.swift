/// What clients report of their use.
public enum TelemetryEvent: Sendable, Equatable {
    case recorded(TelemetryRecorded)
}
