import Events
import Synchronization

@testable import API

/// A clock that a test moves; it begins at noon of a day in winter and stands still.
final class MovableClock: Sendable {
    static let start = Timestamp(seconds: 1_768_906_800)  // 2026-01-20T11:00:00Z, noon in Paris

    private let time = Mutex(MovableClock.start)

    var now: Timestamp { time.withLock { $0 } }
    var system: SystemClock { SystemClock { [self] in now } }

    func advance(seconds: Int) { time.withLock { $0 = $0.adding(seconds: seconds) } }
    func advance(days: Int) { advance(seconds: days * 86_400) }
}
