/// Time as a client of models needs it; tests let it pass by hand.
public struct ModelClock: Sendable {
    /// Seconds since some moment; never goes back.
    let now: @Sendable () -> Double
    /// False when the task was cancelled meanwhile.
    let sleep: @Sendable (_ seconds: Double) async -> Bool

    public init(now: @escaping @Sendable () -> Double, sleep: @escaping @Sendable (_ seconds: Double) async -> Bool) {
        self.now = now
        self.sleep = sleep
    }

    public static let real: ModelClock = {
        let start = ContinuousClock.now
        return ModelClock {
            (ContinuousClock.now - start) / .seconds(1)
        } sleep: { seconds in
            do {
                try await Task.sleep(for: .seconds(seconds))
                return true
            } catch {
                return false
            }
        }
    }()
}
