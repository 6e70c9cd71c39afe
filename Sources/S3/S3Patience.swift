/// How often a request to a service that is down, slow or busy is repeated, and for how long.
///
/// Pauses double from `firstSeconds`, each cut at random so that many clients do not come back at once; the service's own advice is
/// followed when it is longer and there is time for it.
public struct S3Patience: Sendable {
    let attemptsMax: Int
    let firstSeconds: Double
    /// No attempt is begun after so long.
    let secondsMax: Double
    private let sleep: @Sendable (Double) async throws -> Void

    /// Sets the bounds.
    ///
    /// - Parameter sleep: pauses for so many seconds, or throws when there is no more need to.
    public init(
        attemptsMax: Int, firstSeconds: Double, secondsMax: Double,
        sleep: @escaping @Sendable (Double) async throws -> Void = { try await Task.sleep(for: .seconds($0)) }
    ) {
        self.attemptsMax = attemptsMax
        self.firstSeconds = firstSeconds
        self.secondsMax = secondsMax
        self.sleep = sleep
    }

    /// Makes a call, again while it throws `.unavailable` and there is time.
    ///
    /// - Parameter isWorthIt: asked before each repetition.
    /// - Throws: the last error.
    public func run<Value>(
        whileWorthIt isWorthIt: () -> Bool = { true }, _ call: () async throws(S3Error) -> Value
    ) async throws(S3Error) -> Value {
        let deadline = ContinuousClock.now + .seconds(secondsMax)
        var longest = firstSeconds
        for _ in 1..<attemptsMax {
            do throws(S3Error) {
                return try await call()
            } catch {
                guard case .unavailable(_, let advice) = error, isWorthIt() else { throw error }
                let pause = max(Double.random(in: longest / 2...longest), Double(advice ?? 0))
                guard .now + .seconds(pause) < deadline else { throw error }
                guard (try? await sleep(pause)) != nil else { throw error }
                longest *= 2
            }
        }
        return try await call()
    }
}
