import Synchronization

/// A client that reports figures all the time and remembers how many reports were acknowledged.
final class Reporter: Sendable {
    private struct State {
        var asked = 0
        var acknowledged = 0
        var isOver = false
    }

    private let state = Mutex(State())

    var acknowledged: Int { state.withLock { $0.acknowledged } }
    var asked: Int { state.withLock { $0.asked } }
    func stop() { state.withLock { $0.isOver = true } }

    func report(to client: Client) async {
        while !state.withLock({ $0.isOver }) {
            state.withLock { $0.asked += 1 }
            let answer = try? await client.send("POST", "metrics/vitals", ["name": "INP", "value": 80])
            if answer?.status == 200 { state.withLock { $0.acknowledged += 1 } }
            try? await Task.sleep(for: .milliseconds(answer?.status == 200 ? 1 : 20))
        }
    }
}
