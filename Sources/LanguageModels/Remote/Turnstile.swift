import Synchronization

/// Lets so many through at once; the others wait in line.
final class Turnstile: Sendable {
    private struct Waiting {
        let id: Int
        let continuation: CheckedContinuation<Bool, Never>
    }

    private struct State {
        var free: Int
        var line: [Waiting] = []
        var nextID = 0
        /// Cancelled before they stood in line.
        var gone: Set<Int> = []
    }

    private let state: Mutex<State>

    init(places: Int) { state = Mutex(State(free: places)) }

    /// Runs `body` in one of the places; nil when the task was cancelled while it waited.
    func pass<Value: Sendable>(_ body: () async -> Value) async -> Value? {
        guard await enter() else { return nil }
        defer { leave() }
        return await body()
    }

    private func enter() async -> Bool {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let answer: Bool? = state.withLock { state in
                    if state.gone.remove(id) != nil { return false }
                    if state.free > 0 {
                        state.free -= 1
                        return true
                    }
                    state.line.append(Waiting(id: id, continuation: continuation))
                    return nil
                }
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            let left: Waiting? = state.withLock { state in
                guard let index = state.line.firstIndex(where: { $0.id == id }) else {
                    state.gone.insert(id)
                    return nil
                }
                return state.line.remove(at: index)
            }
            left?.continuation.resume(returning: false)
        }
    }

    private func leave() {
        let next: Waiting? = state.withLock { state in
            guard state.line.isEmpty else { return state.line.removeFirst() }
            state.free += 1
            return nil
        }
        next?.continuation.resume(returning: true)
    }
}
