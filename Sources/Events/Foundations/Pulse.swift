import Synchronization

/// Tells others that work which blocks goes on: it beats whenever a step with a bound has ended, well or not.
public final class Pulse: Sendable {
    private let count = Atomic(0)

    /// A pulse that has not beaten yet.
    public init() {}

    /// How often it has beaten.
    public var beats: Int { count.load(ordering: .relaxed) }

    /// A step has ended.
    public func beat() { count.wrappingAdd(1, ordering: .relaxed) }
}
