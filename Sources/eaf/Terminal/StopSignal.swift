import Synchronization
import UnixSignals

/// Says once that it is time to stop.
final class StopSignal: Sendable {
    struct Stopped: Error {}

    private static let lookEverySeconds = 0.1
    private let isStopped = Atomic(false)

    /// Waits for SIGTERM or Ctrl-C, or until somebody else stops.
    func stopAtTermination() async {
        let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint)
        await withTaskGroup(of: Void.self) { group in
            group.addTask { for await _ in signals { return } }
            group.addTask { [self] in while (try? await wait(1)) != nil {} }
            await group.next()
            group.cancelAll()
        }
        stop()
    }

    func stop() { isStopped.store(true, ordering: .releasing) }

    /// Pauses, and throws as soon as it is time to stop.
    func wait(_ seconds: Double) async throws {
        let end = ContinuousClock.now + .seconds(seconds)
        while !isStopped.load(ordering: .acquiring) {
            let left = (end - ContinuousClock.now) / .seconds(1)
            guard left > 0 else { return }
            try await Task.sleep(for: .seconds(min(left, Self.lookEverySeconds)))
        }
        throw Stopped()
    }
}
