import Events
import Foundation
import HTTPTypes
import Synchronization
import Testing

@testable import API
@testable import LanguageModels

@Suite struct `A model behind HTTP` {
    static let shape = ModelShape.object([.init("mot", .text)])
    static let prompt = ModelPrompt(
        instructions: "Dites un mot.", material: "« Bonjour »", files: [], name: "mot", shape: shape,
        outputTokensMax: 100)
    static let word = #"{"mot":"oui"}"#

    private let calls = ModelCallLedger()
    private let waits = NotedWaits()

    private func ask(
        _ service: ModelEndpoint.Service = .openai, of provider: FakeProvider, timeoutSeconds: Int = 20,
        prompt: ModelPrompt = prompt
    ) async throws -> Result<ModelAnswer, ModelFailure> {
        try await provider.serve { base in
            let model = RemoteModel(
                .test(service, at: base, timeoutSeconds: timeoutSeconds), clock: waits.clock)
            do throws(ModelFailure) {
                return .success(try await model.answer(prompt, noting: calls))
            } catch {
                return .failure(error)
            }
        }
    }

    private func failure(_ reply: FakeProvider.Reply, _ service: ModelEndpoint.Service = .openai) async throws
        -> ModelFailure?
    {
        guard case .failure(let failure) = try await ask(service, of: FakeProvider { _ in reply }) else { return nil }
        return failure
    }

    @Test func `of OpenAI is asked for JSON of a strict schema, and answers with its version and its tokens`()
        async throws
    {
        let provider = FakeProvider { _ in .chat(Self.word) }
        let answer = try await ask(of: provider).get()
        #expect(answer.value == ["mot": "oui"] && answer.model == "gpt-5-mini-2026-08-07")
        #expect(answer.usage == ModelTokens(input: 1_200, output: 400))
        let asked = try #require(provider.asked.first)
        #expect(asked.path == "/chat/completions" && asked.headers[.authorization] == "Bearer cl-de-test")
        #expect(asked.body["model"].text == "modele-1")
        #expect(asked.body["messages"][0]["role"].text == "system" && asked.content(0) == "Dites un mot.")
        #expect(asked.content(1) == "« Bonjour »")
        let schema = asked.body["response_format"]["json_schema"]
        #expect(schema["strict"] == true && schema["schema"]["additionalProperties"] == false)
        #expect(schema["schema"]["required"].texts == ["mot"])
        #expect(asked.body["max_completion_tokens"] == 100 && asked.body["temperature"] == nil)
        // 1,200 tokens at 2 euros and 400 at 8 euros a million.
        let call = try #require(calls.calls.first)
        #expect(calls.calls.count == 1 && call.costMicroEuros == 5_600 && call.outcome == "success")
    }

    @Test func `of Mistral or Ollama gets the older name of the limit`() async throws {
        for service in [ModelEndpoint.Service.mistral, .ollama] {
            let provider = FakeProvider { _ in .chat("```json\n\(Self.word)\n```") }
            #expect(try await ask(service, of: provider).get().value == ["mot": "oui"])
            let body = try #require(provider.asked.first?.body)
            #expect(body["max_tokens"] == 100 && body["max_completion_tokens"] == nil)
        }
    }

    @Test func `of Gemini is asked in Gemini's form`() async throws {
        let provider = FakeProvider { _ in .gemini(Self.word) }
        let answer = try await ask(.gemini, of: provider).get()
        #expect(answer.model == "gemini-3-flash-001" && answer.usage == ModelTokens(input: 900, output: 350))
        let asked = try #require(provider.asked.first)
        #expect(asked.path == "/v1beta/models/modele-1:generateContent")
        #expect(asked.headers[try #require(.init("x-goog-api-key"))] == "cl-de-test")
        #expect(asked.body["systemInstruction"]["parts"][0]["text"].text == "Dites un mot.")
        let configuration = asked.body["generationConfig"]
        #expect(configuration["responseMimeType"].text == "application/json")
        #expect(configuration["responseSchema"]["type"].text == "OBJECT")
        #expect(configuration["responseSchema"]["propertyOrdering"].texts == ["mot"])
    }

    @Test func `is shown pages in the form of its interface`() async throws {
        let page = ModelFile(kind: .png, bytes: [1, 2, 3])
        let prompt = ModelPrompt(
            instructions: "", material: "Texte", files: [page], name: "mot", shape: Self.shape, outputTokensMax: 10)
        let chat = FakeProvider { _ in .chat(Self.word) }
        _ = try await ask(.openai, of: chat, prompt: prompt).get()
        let parts = try #require(chat.asked.first).body["messages"][1]["content"]
        #expect(parts[0]["text"].text == "Texte")
        #expect(parts[1]["image_url"]["url"].text == "data:image/png;base64,AQID")
        let gemini = FakeProvider { _ in .gemini(Self.word) }
        _ = try await ask(.gemini, of: gemini, prompt: prompt).get()
        let inline = try #require(gemini.asked.first).body["contents"][0]["parts"][1]["inlineData"]
        #expect(inline["mimeType"].text == "image/png" && inline["data"].text == "AQID")
    }

    @Test(arguments: [
        (FakeProvider.Reply.chat(#"{"mot":"ou"#), ModelFailure.Kind.malformedAnswer),
        (.chat(#"{"mot":3}"#), .malformedAnswer), (.chat(#"{}"#), .malformedAnswer),
        (.chat(#"{"mot":"a","autre":1}"#), .malformedAnswer), (.chat(""), .emptyAnswer),
        (.chat(word, finish: "length"), .truncated), (.chat(word, finish: "content_filter"), .contentFiltered),
        (.chat(word, finish: "tool_calls"), .malformedAnswer),
        (.init(body: #"{"id":"c","choices":[]}"#), .emptyAnswer),
        (.init(body: #"{"id":"c","choi"#), .malformedAnswer),
        (
            .init(body: #"{"choices":[{"message":{"content":null,"refusal":"non"},"finish_reason":"stop"}]}"#),
            .contentFiltered
        ),
        (.error(400, "invalid_request_error"), .requestRefused), (.error(422), .requestRefused),
        (.error(401, "invalid_api_key"), .notAuthorised), (.error(404, "model_not_found"), .notFound),
        (.error(429, "insufficient_quota"), .quotaExhausted),
    ])
    func `of OpenAI that gives nothing to use is asked once, and the call is noted`(
        reply: FakeProvider.Reply, kind: ModelFailure.Kind
    ) async throws {
        #expect(try await failure(reply)?.kind == kind)
        #expect(calls.calls.map(\.outcome) == [kind.rawValue] && waits.seconds.isEmpty)
    }

    @Test(arguments: [
        (FakeProvider.Reply.gemini(word, finish: "RECITATION"), ModelFailure.Kind.recitation),
        (.gemini("", finish: "STOP"), .emptyAnswer), (.gemini(word, finish: "MAX_TOKENS"), .truncated),
        (.gemini(word, finish: "SAFETY"), .contentFiltered), (.gemini(word, finish: "NEW_REASON"), .contentFiltered),
        (
            .init(body: #"{"promptFeedback":{"blockReason":"OTHER"},"usageMetadata":{"promptTokenCount":3}}"#),
            .contentFiltered
        ),
        (.init(body: #"{"candidates":[{"finishReason":"RECITATION","index":0}]}"#), .recitation),
        (
            .init(
                status: 400,
                body: #"{"error":{"code":400,"status":"INVALID_ARGUMENT","details":[{"reason":"API_KEY_INVALID"}]}}"#),
            .notAuthorised
        ),
        (
            .init(
                status: 429,
                body:
                    #"{"error":{"code":429,"status":"RESOURCE_EXHAUSTED","details":[{"violations":[{"quotaId":"GenerateRequestsPerDayPerProject"}]}]}}"#
            ), .quotaExhausted
        ),
    ])
    func `of Gemini that gives nothing to use is asked once`(
        reply: FakeProvider.Reply, kind: ModelFailure.Kind
    ) async throws {
        #expect(try await failure(reply, .gemini)?.kind == kind)
        #expect(calls.calls.count == 1)
    }

    @Test func `is asked again after what passes, and waits as long as it is told`() async throws {
        let provider = FakeProvider { asked in
            switch asked.number {
            case 1: .error(429, "rate_limit_exceeded", headers: ["Retry-After": "7"])
            case 2: .error(503)
            default: .chat(Self.word)
            }
        }
        _ = try await ask(of: provider).get()
        #expect(calls.calls.map(\.outcome) == ["rate_limited", "server_error", "success"])
        #expect(waits.seconds.count == 2)
        #expect((7...10.5).contains(waits.seconds[0]) && (2...3).contains(waits.seconds[1]))
    }

    @Test func `of Gemini says in the body how long to wait`() async throws {
        let busy = FakeProvider.Reply(
            status: 429,
            body: #"{"error":{"code":429,"status":"RESOURCE_EXHAUSTED","details":[{"retryDelay":"4.5s"}]}}"#)
        let provider = FakeProvider { $0.number == 1 ? busy : .gemini(Self.word) }
        _ = try await ask(.gemini, of: provider).get()
        #expect(waits.seconds.count == 1 && waits.seconds[0] >= 4.5)
    }

    @Test func `that wants a longer rest is left alone, and so says the failure`() async throws {
        let busy = FakeProvider.Reply.error(429, "rate_limit_exceeded", headers: ["Retry-After": "300"])
        let failure = try #require(try await failure(busy))
        #expect(failure.kind == .rateLimited && failure.retryAfterSeconds == 300 && waits.seconds.isEmpty)
    }

    @Test func `that is silent is given up in time`() async throws {
        let begun = ContinuousClock.now
        let result = try await ask(of: FakeProvider { _ in .chat(Self.word, seconds: 3) }, timeoutSeconds: 1)
        #expect(throws: ModelFailure.self) { try result.get() }
        #expect(calls.calls.map(\.outcome) == ["timed_out"])
        #expect(ContinuousClock.now - begun < .seconds(10))
    }

    @Test func `where nobody listens is tried three times`() async throws {
        let model = RemoteModel(.test(at: "http://127.0.0.1:1"), clock: waits.clock)
        await #expect(throws: ModelFailure.self) { try await model.answer(Self.prompt, noting: calls) }
        #expect(calls.calls.map(\.outcome) == ["unreachable", "unreachable", "unreachable"])
    }

    @Test func `is asked by so many at once and no more`() async throws {
        let provider = FakeProvider { _ in .chat(Self.word, seconds: 0.1) }
        try await provider.serve { base in
            let model = RemoteModel(.test(at: base, concurrency: 3))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<9 {
                    group.addTask { _ = try await model.answer(Self.prompt, noting: ModelCallLedger()) }
                }
                try await group.waitForAll()
            }
        }
        #expect(provider.asked.count == 9 && provider.most == 3)
    }

    @Test func `that does not count is counted by length`() async throws {
        _ = try await ask(of: FakeProvider { _ in .chat(Self.word, usage: false) }).get()
        #expect(calls.calls.allSatisfy { $0.costMicroEuros > 0 })
    }
}
