/// What browsers report of their speed.
public enum VitalEvent: Sendable, Equatable {
    case reported(VitalReported)
}
