import Dispatch
import Synchronization

/// Elements that are made on another thread, a bounded number ahead of who takes them: reading, checking and parsing the next lines
/// of a log goes on while these are folded.
public final class ReadAhead<Element: Sendable, Failure: Error>: Sendable {
    private struct State {
        var ready: [Result<Element, Failure>] = []
        var isStopped = false
    }

    private let state = Mutex(State())
    private let filled = DispatchSemaphore(value: 0)
    /// Made with 0 and raised in `init`: libdispatch traps when a semaphore goes away below the value it was made with, and
    /// elements may be left that nobody takes.
    private let free = DispatchSemaphore(value: 0)

    /// Begins at once.
    ///
    /// - Parameters:
    ///   - ahead: how many elements may wait.
    ///   - begin: called on the other thread; what it returns gives the next element, nil after the last. Nothing is asked for after
    ///     an error.
    public init(ahead: Int, _ begin: @escaping @Sendable () -> () throws(Failure) -> Element?) {
        for _ in 0..<ahead { free.signal() }
        DispatchQueue(label: "fr.eaf.read-ahead").async { [self] in fill(begin()) }
    }

    /// The next element, in order; nil after the last.
    public func next() throws(Failure) -> Element? {
        filled.wait()
        let result = state.withLock { state in state.ready.isEmpty ? nil : state.ready.removeFirst() }
        free.signal()
        return try result?.get()
    }

    /// Lets the other thread end. Whoever takes no more calls it, or that thread waits for ever.
    public func stop() {
        state.withLock { $0.isStopped = true }
        free.signal()
    }

    private func fill(_ make: () throws(Failure) -> Element?) {
        var isOver = false
        while !isOver {
            free.wait()
            if state.withLock({ $0.isStopped }) { return }
            do throws(Failure) {
                if let element = try make() {
                    state.withLock { $0.ready.append(.success(element)) }
                } else {
                    isOver = true
                }
            } catch {
                state.withLock { $0.ready.append(.failure(error)) }
                filled.signal()
                isOver = true
            }
            filled.signal()
        }
    }
}
