import Curl
import Foundation

/// The way to a provider: so many exchanges at once, retries, and a circuit that opens when the provider is down.
final class ProviderConnection: Sendable {
    /// A longer answer is no answer to what we ask.
    static let responseBytesMax = 8 << 20
    static let connectSeconds = 10
    /// A caller that gives up after so long says the same of the provider as a time-out.
    static let patienceSeconds = 30.0

    let endpoint: ModelEndpoint
    private let policy: RetryPolicy
    private let clock: ModelClock
    private let breaker = CircuitBreaker()
    private let turnstile: Turnstile
    private let client = CurlClient()

    init(_ endpoint: ModelEndpoint, policy: RetryPolicy, clock: ModelClock) {
        self.endpoint = endpoint
        self.policy = policy
        self.clock = clock
        turnstile = Turnstile(places: endpoint.concurrency)
    }

    /// For how long nobody asks, because the provider failed several times in a row; nil when calls go through.
    var restSeconds: Double? {
        let now = clock.now()
        return breaker.reopens(at: now).map { max(0, $0 - now) }
    }

    /// Makes a call, trying again where that may help; each exchange is noted in `calls`, whatever came of it.
    ///
    /// - Parameter read: makes the answer of a body that came with status 200.
    /// - Throws: `ModelFailure`.
    func ask<Value>(
        _ call: DialectCall, noting calls: ModelCallLedger,
        read: ([UInt8]) throws(ModelFailure) -> ProviderAnswer<Value>
    ) async throws(ModelFailure) -> ProviderAnswer<Value> {
        var attempt = 1
        while true {
            do throws(ModelFailure) {
                return try await guarded(call, calls, read)
            } catch {
                guard error.mayPass,
                    let wait = policy.wait(
                        after: attempt, asked: error.retryAfterSeconds, jitter: Double.random(in: 0...1)),
                    await clock.sleep(wait)
                else { throw error }
                attempt += 1
            }
        }
    }

    /// One exchange, if the circuit lets it through.
    private func guarded<Value>(
        _ call: DialectCall, _ calls: ModelCallLedger, _ read: ([UInt8]) throws(ModelFailure) -> ProviderAnswer<Value>
    ) async throws(ModelFailure) -> ProviderAnswer<Value> {
        let passed = await turnstile.pass { () async -> Result<ProviderAnswer<Value>, ModelFailure> in
            guard breaker.begin(at: clock.now()) else {
                return .failure(ModelFailure(.circuitOpen, retryAfterSeconds: restSeconds))
            }
            let begun = clock.now()
            let result = await exchange(call, read)
            let seconds = clock.now() - begun
            switch result {
            case .success(let answer):
                breaker.succeeded()
                note(answer.model, answer.tokens, ModelExchange.success, seconds, in: calls)
            case .failure(let failure):
                let isSilence = failure.kind == .cancelled && seconds >= Self.patienceSeconds
                breaker.failed(isSilence ? ModelFailure(.timedOut) : failure, at: clock.now())
                note(nil, failure.tokens, failure.kind.rawValue, seconds, in: calls)
            }
            return result
        }
        guard let result = passed else { throw ModelFailure(.cancelled) }
        return try result.get()
    }

    private func note(
        _ model: String?, _ tokens: ModelTokens, _ outcome: String, _ seconds: Double, in calls: ModelCallLedger
    ) {
        calls.note(
            ModelExchange(
                provider: endpoint.service.rawValue, model: model ?? endpoint.model, tokens: tokens,
                latencyMilliseconds: Int((seconds * 1_000).rounded()),
                costMicroEuros: endpoint.price.microEuros(of: tokens), outcome: outcome))
    }

    private func exchange<Value>(
        _ call: DialectCall, _ read: ([UInt8]) throws(ModelFailure) -> ProviderAnswer<Value>
    ) async -> Result<ProviderAnswer<Value>, ModelFailure> {
        do throws(ModelFailure) {
            let response = try await send(call)
            guard response.status == 200 else {
                let wait = RetryAfter.seconds(
                    milliseconds: response.values(of: "retry-after-ms").first,
                    seconds: response.values(of: "retry-after").first, at: Date())
                throw ModelFailure(status: response.status, body: response.body, retryAfterSeconds: wait)
            }
            let answer = try read(response.body)
            return .success(
                ProviderAnswer(value: answer.value, model: Self.version(answer.model), tokens: answer.tokens))
        } catch {
            return .failure(error)
        }
    }

    private func send(_ call: DialectCall) async throws(ModelFailure) -> CurlResponse {
        var request = CurlRequest(
            method: "POST", url: call.url,
            headers: call.headers.sorted { $0.key < $1.key }.map { ($0.key, $0.value) },
            body: call.body, unixSocket: nil, timeoutSeconds: endpoint.timeoutSeconds,
            responseBytesMax: Self.responseBytesMax)
        request.connectTimeoutSeconds = Self.connectSeconds
        do throws(CurlError) {
            return try await client.send(request)
        } catch {
            throw ModelFailure(error)
        }
    }

    /// The name is recorded: it has to look like one.
    private static func version(_ name: String?) -> String? {
        name.flatMap { $0.wholeMatch(of: /[\x21-\x7E]{1,100}/) == nil ? nil : $0 }
    }
}
