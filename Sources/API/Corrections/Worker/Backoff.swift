/// Growing waits with jitter, so that many who were refused at once do not come back at once.
struct Backoff: Sendable {
    static let firstSeconds = 0.2
    static let longestSeconds = 15.0

    private var ceiling = Self.firstSeconds

    /// The next wait: between half and all of a ceiling that doubles.
    mutating func nextSeconds() -> Double {
        let wait = Double.random(in: ceiling / 2...ceiling)
        ceiling = min(ceiling * 2, Self.longestSeconds)
        return wait
    }

    mutating func reset() { ceiling = Self.firstSeconds }
}
