import Events
import Testing

@testable import API
@testable import LanguageModels

@Suite struct `A model of vectors behind HTTP` {
    private let calls = ModelCallLedger()

    private func ask(
        _ service: ModelEndpoint.Service, _ model: String = "modele-1", as role: EmbeddingRole,
        of provider: FakeProvider
    ) async throws -> Result<[[Float]], ModelFailure> {
        try await provider.serve { base in
            var endpoint = ModelEndpoint.test(service, at: base)
            endpoint.model = model
            let embedder = RemoteEmbedder(endpoint, clock: NotedWaits().clock)
            do throws(ModelFailure) {
                return .success(try await embedder.vectors(of: ["un", "deux"], as: role, noting: calls))
            } catch {
                return .failure(error)
            }
        }
    }

    @Test func `of Gemini is asked for a batch, each text with its task`() async throws {
        let provider = FakeProvider { _ in .init(body: #"{"embeddings":[{"values":[1,0]},{"values":[0,2]}]}"#) }
        let vectors = try await ask(.gemini, "gemini-embedding-001", as: .passage, of: provider).get()
        #expect(vectors == [[1, 0], [0, 2]])
        let asked = try #require(provider.asked.first)
        #expect(asked.path == "/v1beta/models/gemini-embedding-001:batchEmbedContents")
        let request = asked.body["requests"][1]
        #expect(request["model"] == "models/gemini-embedding-001" && request["content"]["parts"][0]["text"] == "deux")
        #expect(request["taskType"] == "RETRIEVAL_DOCUMENT" && request["outputDimensionality"] == 768)
        // Nobody counted: the texts' length does.
        #expect(calls.calls.first?.tokens.input == 3)
    }

    @Test(arguments: [
        ("nomic-embed-text", EmbeddingRole.question, "search_query: un"),
        ("nomic-embed-text", .passage, "search_document: un"), ("multilingual-e5-small", .question, "query: un"),
        ("mistral-embed", .passage, "un"),
    ])
    func `is told what a text is as its makers want`(model: String, role: EmbeddingRole, first: String) async throws {
        let provider = FakeProvider { _ in
            .init(body: #"{"data":[{"index":1,"embedding":[0,1]},{"index":0,"embedding":[1,0]}],"model":"m"}"#)
        }
        #expect(try await ask(.ollama, model, as: role, of: provider).get() == [[1, 0], [0, 1]])
        #expect(provider.asked.first?.body["input"].texts.first == first)
    }

    @Test func `is asked again when it is busy, and not when it says no`() async throws {
        let busy = FakeProvider { asked in
            asked.number == 1
                ? .error(429, "rate_limit", headers: ["Retry-After": "1"])
                : .init(body: #"{"data":[{"embedding":[1]},{"embedding":[2]}]}"#)
        }
        #expect(try await ask(.openai, as: .question, of: busy).get() == [[1], [2]])
        #expect(busy.asked.count == 2 && calls.calls.map(\.outcome) == ["rate_limited", "success"])
        let refused = FakeProvider { _ in .error(400, "bad_request") }
        let failure = try await ask(.openai, as: .question, of: refused)
        guard case .failure(let reason) = failure else {
            Issue.record("no failure")
            return
        }
        #expect(reason.kind == .requestRefused && refused.asked.count == 1)
    }

    @Test(arguments: [
        #"{"data":[{"embedding":[1,2]}]}"#, #"{"data":[{"embedding":[1]},{"embedding":[1,2]}]}"#,
        #"{"data":[{"embedding":[]},{"embedding":[]}]}"#, "[]",
    ])
    func `that gives too few vectors, or unlike ones, gave none`(body: String) async throws {
        let provider = FakeProvider { _ in .init(body: body) }
        guard case .failure(let failure) = try await ask(.openai, as: .question, of: provider) else {
            Issue.record("no failure")
            return
        }
        #expect(failure.kind == .malformedAnswer)
    }
}
