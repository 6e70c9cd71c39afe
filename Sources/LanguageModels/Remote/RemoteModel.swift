import Curl
import Foundation

/// A model behind HTTP: so many exchanges at once, retries, and a circuit that opens when the provider is down.
public final class RemoteModel: LanguageModel {
    /// A longer answer is no answer to what we ask.
    static let responseBytesMax = 8 << 20
    static let connectSeconds = 10

    public let provider: String
    public let model: String
    public let readableFiles: Set<ModelFile.Kind>
    private let endpoint: ModelEndpoint
    private let dialect: any ModelDialect
    private let policy: RetryPolicy
    private let clock: ModelClock
    private let breaker = CircuitBreaker()
    private let turnstile: Turnstile
    private let client = CurlClient()

    public init(_ endpoint: ModelEndpoint, policy: RetryPolicy = .standard, clock: ModelClock = .real) {
        provider = endpoint.service.rawValue
        model = endpoint.model
        self.endpoint = endpoint
        dialect = endpoint.dialect
        readableFiles = dialect.readableFiles
        self.policy = policy
        self.clock = clock
        turnstile = Turnstile(places: endpoint.concurrency)
    }

    /// For how long nobody asks, because the provider failed several times in a row; nil when calls go through.
    public var restSeconds: Double? {
        let now = clock.now()
        return breaker.reopens(at: now).map { max(0, $0 - now) }
    }

    public func answer(_ prompt: ModelPrompt, noting calls: ModelCallLedger) async throws(ModelFailure) -> ModelAnswer
    {
        let call = dialect.call(prompt)
        var attempt = 1
        while true {
            do throws(ModelFailure) {
                return try await guarded(call, prompt, calls)
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
    private func guarded(
        _ call: DialectCall, _ prompt: ModelPrompt, _ calls: ModelCallLedger
    ) async throws(ModelFailure) -> ModelAnswer {
        let passed = await turnstile.pass { () async -> Result<ModelAnswer, ModelFailure> in
            guard breaker.begin(at: clock.now()) else {
                return .failure(ModelFailure(.circuitOpen, retryAfterSeconds: restSeconds))
            }
            let begun = clock.now()
            let result = await exchange(call, prompt)
            let seconds = clock.now() - begun
            switch result {
            case .success: breaker.succeeded()
            case .failure(let failure): breaker.failed(failure, at: clock.now())
            }
            calls.note(noted(result, seconds: seconds))
            return result
        }
        guard let result = passed else { throw ModelFailure(.cancelled) }
        return try result.get()
    }

    private func noted(_ result: Result<ModelAnswer, ModelFailure>, seconds: Double) -> ModelExchange {
        let milliseconds = Int((seconds * 1_000).rounded())
        switch result {
        case .success(let answer):
            return ModelExchange(
                provider: provider, model: answer.model, tokens: answer.usage, latencyMilliseconds: milliseconds,
                costMicroEuros: endpoint.price.microEuros(of: answer.usage), outcome: ModelExchange.success)
        case .failure(let failure):
            return ModelExchange(
                provider: provider, model: model, tokens: failure.tokens, latencyMilliseconds: milliseconds,
                costMicroEuros: endpoint.price.microEuros(of: failure.tokens), outcome: failure.kind.rawValue)
        }
    }

    private func exchange(_ call: DialectCall, _ prompt: ModelPrompt) async -> Result<ModelAnswer, ModelFailure> {
        do throws(ModelFailure) {
            let response = try await send(call)
            guard response.status == 200 else {
                let wait = RetryAfter.seconds(
                    milliseconds: response.values(of: "retry-after-ms").first,
                    seconds: response.values(of: "retry-after").first, at: Date())
                throw ModelFailure(status: response.status, body: response.body, retryAfterSeconds: wait)
            }
            let reply = try dialect.reply(in: response.body)
            // Who does not count is counted by length: the budget must not depend on the server's manners.
            let tokens = reply.tokens ?? Self.estimated(prompt, reply.text)
            do throws(ModelFailure) {
                let value = try ModelAnswerReader.value(of: reply.text, shape: prompt.shape)
                return .success(ModelAnswer(value: value, model: Self.version(reply.model) ?? model, usage: tokens))
            } catch {
                throw ModelFailure(error.kind, error.detail, tokens: tokens)
            }
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

    private static func estimated(_ prompt: ModelPrompt, _ text: String) -> ModelTokens {
        func tokens(_ text: String) -> Int { (text.utf8.count + 2) / 3 }
        let input = tokens(prompt.instructions) + tokens(prompt.material) + prompt.files.count * 2_000
        return ModelTokens(input: input, output: tokens(text))
    }

    /// The name is recorded: it has to look like one.
    private static func version(_ name: String?) -> String? {
        name.flatMap { $0.wholeMatch(of: /[\x21-\x7E]{1,100}/) == nil ? nil : $0 }
    }
}

extension ModelFailure {
    init(_ error: CurlError) {
        let kind: Kind =
            switch error.kind {
            case .timeout: .timedOut
            case .cancelled: .cancelled
            case .tooLarge, .malformed: .malformedAnswer
            case .unknownHost, .notReachable, .cut, .notTrusted, .other: .unreachable
            }
        self.init(kind, error.message)
    }
}
