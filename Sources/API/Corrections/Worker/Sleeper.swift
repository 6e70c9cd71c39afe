/// Lets time pass; tests let it pass by hand.
struct Sleeper: Sendable {
    private enum Racer<Value: Sendable>: Sendable {
        case body(Value)
        case clock(rang: Bool)
    }

    private let wait: @Sendable (Double) async throws(CancellationError) -> Void

    /// A sleeper that waits through `wait`, which ends early by throwing when its task is cancelled.
    init(_ wait: @escaping @Sendable (_ seconds: Double) async throws(CancellationError) -> Void) { self.wait = wait }

    /// Sleeps in real time.
    static let real = Sleeper { seconds throws(CancellationError) in
        do { try await Task.sleep(for: .seconds(seconds)) } catch { throw CancellationError() }
    }

    /// Waits and returns true, or returns false at once when the task is cancelled.
    @discardableResult
    func sleep(seconds: Double) async -> Bool {
        do throws(CancellationError) {
            try await wait(seconds)
            return true
        } catch {
            return false
        }
    }

    /// The result of `body`; nil when it was not there in time.
    ///
    /// `body` is cancelled then and waited for, so it must end soon after it is cancelled. When the caller is
    /// cancelled, so is `body`, and its result counts.
    func limit<Value: Sendable>(
        seconds: Double, _ body: @escaping @Sendable () async -> Value
    ) async -> Value? {
        await withTaskGroup(of: Racer<Value>.self) { group in
            group.addTask { .body(await body()) }
            group.addTask { .clock(rang: await sleep(seconds: seconds)) }
            var isTimeUp = false
            for await racer in group {
                group.cancelAll()
                switch racer {
                case .clock(let rang): isTimeUp = rang
                case .body(let value): return isTimeUp ? nil : value
                }
            }
            return nil
        }
    }
}
