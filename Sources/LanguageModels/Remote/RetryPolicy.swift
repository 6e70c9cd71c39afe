/// How often one task asks again, and how long it waits in between.
public struct RetryPolicy: Sendable {
    public var attemptsMax: Int
    /// The wait after the first failure; it doubles.
    public var firstSeconds: Double
    /// A provider that wants to be left alone for longer is: the task fails, and the circuit stays open so long.
    public var waitSecondsMax: Double

    public static let standard = RetryPolicy(attemptsMax: 3, firstSeconds: 1, waitSecondsMax: 20)

    public init(attemptsMax: Int, firstSeconds: Double, waitSecondsMax: Double) {
        self.attemptsMax = attemptsMax
        self.firstSeconds = firstSeconds
        self.waitSecondsMax = waitSecondsMax
    }

    /// The wait before the attempt after `attempt`; nil when there is none.
    ///
    /// At least what the provider asked for, and up to half as much more, so that many who were turned away together do not come
    /// back together.
    ///
    /// - Parameter jitter: 0 to 1.
    func wait(after attempt: Int, asked: Double?, jitter: Double) -> Double? {
        guard attempt < attemptsMax else { return nil }
        if let asked, asked > waitSecondsMax { return nil }
        let doubled = (1..<max(1, attempt)).reduce(firstSeconds) { wait, _ in wait * 2 }
        return min(max(asked ?? 0, doubled) * (1 + jitter / 2), waitSecondsMax * 1.5)
    }
}
