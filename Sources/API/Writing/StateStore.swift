import Events
public import Projections
import Synchronization

/// The state that everybody sees: always one that is durable. Taking it is O(1), and it never changes under a reader.
public final class StateStore: Sendable {
    private final class Box: Sendable {
        let models: ReadModels
        init(_ models: ReadModels) { self.models = models }
    }

    private struct Waiting {
        var box: Box
        var observers: [Int: AsyncStream<Void>.Continuation] = [:]
        var nextObserver = 0
    }

    private let state: Mutex<Waiting>

    /// Begins with `models`.
    public init(_ models: ReadModels) { state = Mutex(Waiting(box: Box(models))) }

    /// The state as it is now.
    public var current: ReadModels { state.withLock { $0.box }.models }

    /// Shows another state. The writer alone calls this, after durability.
    func publish(_ models: ReadModels) {
        let box = Box(models)
        let observers = state.withLock { state in
            state.box = box
            return state.observers.values.map { $0 }
        }
        for observer in observers { observer.yield() }
    }

    /// Waits until the state has come to `position`, for so long at most.
    func reach(_ position: LogPosition, within limit: Duration) async {
        // Registered before looking, so that no change is missed.
        let changes = changes()
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                guard self.current.position < position else { return }
                for await _ in changes where self.current.position >= position { return }
            }
            group.addTask { try? await Task.sleep(for: limit) }
            await group.next()
            group.cancelAll()
        }
    }

    /// A stream that has an element after every change, several changes at once counting as one.
    public func changes() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let id = state.withLock { state in
            state.nextObserver += 1
            state.observers[state.nextObserver] = continuation
            return state.nextObserver
        }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { $0.observers[id] = nil }
        }
        return stream
    }
}
