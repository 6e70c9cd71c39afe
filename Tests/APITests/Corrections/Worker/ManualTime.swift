import Events
import Synchronization

@testable import API

/// Time that passes when a test says so.
final class ManualTime: Sendable {
    private struct State {
        var now = Timestamp(seconds: 1_800_000_000)
        var sleepers: [Int: (until: Timestamp, continuation: CheckedContinuation<Bool, Never>)] = [:]
        var next = 0
    }

    private let state = Mutex(State())

    var now: Timestamp { state.withLock { $0.now } }
    var clock: SystemClock { SystemClock { [self] in now } }

    /// Sleeps until the test has moved the time.
    var sleeper: Sleeper {
        Sleeper { [self] seconds throws(CancellationError) in
            guard await sleep(seconds: seconds) else { throw CancellationError() }
        }
    }

    /// A sleeper whose sleeps end only by being cancelled.
    static let endless = Sleeper { _ throws(CancellationError) in
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        for await _ in stream {}
        continuation.finish()
        throw CancellationError()
    }

    func advance(seconds: Double) {
        let due = state.withLock { state in
            state.now = Timestamp(microseconds: state.now.microseconds + Int64(seconds * 1_000_000))
            let due = state.sleepers.filter { $0.value.until <= state.now }
            for key in due.keys { state.sleepers[key] = nil }
            return due.values.map(\.continuation)
        }
        for continuation in due { continuation.resume(returning: true) }
    }

    private func sleep(seconds: Double) async -> Bool {
        let id = state.withLock { state in
            state.next += 1
            return state.next
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state -> Bool? in
                    if Task.isCancelled { return false }
                    let until = Timestamp(microseconds: state.now.microseconds + Int64(seconds * 1_000_000))
                    guard until > state.now else { return true }
                    state.sleepers[id] = (until, continuation)
                    return nil
                }
                if let isOver { continuation.resume(returning: isOver) }
            }
        } onCancel: {
            state.withLock { $0.sleepers.removeValue(forKey: id) }?.continuation.resume(returning: false)
        }
    }
}
