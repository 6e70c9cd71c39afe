public import Events
import Foundation

/// Tells the time; tests move it.
public struct SystemClock: Sendable {
    private let read: @Sendable () -> Timestamp

    /// A clock that asks `read`.
    public init(_ read: @escaping @Sendable () -> Timestamp) { self.read = read }

    /// The computer's clock.
    public static let real = SystemClock {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
    }

    public var now: Timestamp { read() }
}
