import Synchronization
import Testing

@testable import API
@testable import LanguageModels

@Suite struct `A provider in trouble` {
    private static let prompt = `A model behind HTTP`.prompt
    private static let word = `A model behind HTTP`.word

    private let calls = ModelCallLedger()
    private let waits = NotedWaits()

    @Test func `that fails five times in a row is not asked until the circuit closes, and then once`() async throws {
        let down = Mutex(true)
        let provider = FakeProvider { _ in down.withLock { $0 } ? .error(500) : .chat(Self.word) }
        try await provider.serve { base in
            let model = RemoteModel(.test(at: base), clock: waits.clock)
            for _ in 0..<2 {
                await #expect(throws: ModelFailure.self) { try await model.answer(Self.prompt, noting: calls) }
            }
            #expect(provider.asked.count == CircuitBreaker.failuresMax && model.restSeconds != nil)
            await #expect(throws: ModelFailure.self) { try await model.answer(Self.prompt, noting: calls) }
            #expect(provider.asked.count == CircuitBreaker.failuresMax)
            waits.advance(CircuitBreaker.firstSeconds + 1)
            await #expect(throws: ModelFailure.self) { try await model.answer(Self.prompt, noting: calls) }
            #expect(provider.asked.count == CircuitBreaker.failuresMax + 1)
            down.withLock { $0 = false }
            waits.advance(CircuitBreaker.firstSeconds * 2 + 1)
            let answer = try await model.answer(Self.prompt, noting: calls)
            #expect(answer.value == ["mot": "oui"])
            #expect(model.restSeconds == nil)
        }
    }

    @Test func `that hangs on everybody is left alone as one that is down, and one answer is enough to come back`()
        async throws
    {
        let hangs = Mutex(true)
        let provider = FakeProvider { _ in .chat(Self.word, seconds: hangs.withLock { $0 } ? 3 : 0) }
        try await provider.serve { base in
            let model = RemoteModel(.test(at: base, timeoutSeconds: 1), clock: waits.clock)
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<CircuitBreaker.failuresMax {
                    group.addTask { _ = try? await model.answer(Self.prompt, noting: calls) }
                }
            }
            #expect(Set(calls.calls.map(\.outcome)) == ["timed_out"] && model.restSeconds != nil)
            await #expect(throws: ModelFailure(.circuitOpen, retryAfterSeconds: CircuitBreaker.firstSeconds)) {
                try await model.answer(Self.prompt, noting: calls)
            }
            waits.advance(CircuitBreaker.firstSeconds + 1)
            await #expect(throws: ModelFailure.self) { try await model.answer(Self.prompt, noting: calls) }
            #expect(provider.asked.count == CircuitBreaker.failuresMax + 1 && model.restSeconds != nil)
            hangs.withLock { $0 = false }
            waits.advance(CircuitBreaker.firstSeconds * 2 + 1)
            _ = try await model.answer(Self.prompt, noting: calls)
            #expect(model.restSeconds == nil)
        }
    }

    @Test func `that answers some is not left alone for the time-outs between`() {
        let breaker = CircuitBreaker()
        for _ in 0..<CircuitBreaker.failuresMax * 2 {
            breaker.failed(ModelFailure(.timedOut), at: 0)
            breaker.failed(ModelFailure(.contentFiltered), at: 0)
            breaker.succeeded()
        }
        #expect(breaker.begin(at: 0) && breaker.reopens(at: 0) == nil)
    }
}
