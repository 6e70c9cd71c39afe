import Curl
import Events
import Foundation
import LanguageModels
import Testing

@testable import API
@testable import LanguageModels

/// Servers that are not ours and speak the providers' interfaces: llmock and stubllm, which `scripts/with-llm.sh` starts.
@Suite(.serialized, .enabled(if: ProviderPeers.llmock != nil && ProviderPeers.stubllm != nil))
struct `A provider's interface as others read it` {
    private let prompt = Self.prompt("Bonjour")

    private static func prompt(_ material: String) -> ModelPrompt {
        ModelPrompt(
            instructions: "Répondez en JSON.", material: material, files: [], name: "essai",
            shape: .object([
                .init("titre", .text), .init("notes", .array(of: .number)), .init("sorte", .choice(["a", "b"])),
                .init("juste", .boolean),
            ]), outputTokensMax: 200)
    }

    private func model(_ service: ModelEndpoint.Service, _ path: String) throws -> RemoteModel {
        RemoteModel(.test(service, at: try #require(ProviderPeers.llmock) + path))
    }

    private func post(_ path: String, _ body: JSONValue) async throws {
        _ = try await send("POST", path, body.bytes)
    }

    private func send(_ method: String, _ path: String, _ body: [UInt8] = []) async throws -> JSONValue {
        let response = try await CurlClient().send(
            CurlRequest(
                method: method, url: try #require(ProviderPeers.llmock) + path,
                headers: [("Content-Type", "application/json")], body: body, unixSocket: nil, timeoutSeconds: 10,
                responseBytesMax: 1 << 22))
        try #require(response.status / 100 == 2, "\(String(decoding: response.body, as: UTF8.self))")
        return try JSONDecoder().decode(JSONValue.self, from: Data(response.body))
    }

    @Test(arguments: [
        (ModelEndpoint.Service.openai, "/v1"), (.mistral, "/mistral/v1"), (.ollama, "/v1"), (.gemini, "/gemini"),
    ])
    func `takes our schema and gives JSON of it`(service: ModelEndpoint.Service, path: String) async throws {
        try await post("/_llmock/reset", [:])
        let calls = ModelCallLedger()
        let answer = try await model(service, path).answer(prompt, noting: calls)
        #expect(answer.value.names == ["juste", "notes", "sorte", "titre"])
        #expect(answer.usage.input > 0 && calls.calls.map(\.outcome) == ["success"])
    }

    /// The whole prompt of a correction, with the schema of the official marking scheme: what is sent in earnest.
    @Test(arguments: [(ModelEndpoint.Service.openai, "/v1"), (.mistral, "/mistral/v1"), (.gemini, "/gemini")])
    func `takes the correction's own prompt and schema, and gives a correction to read`(
        service: ModelEndpoint.Service, path: String
    ) async throws {
        for type in EpreuveType.allCases {
            try await post("/_llmock/reset", [:])
            let copies: [EpreuveType: String] = [
                .commentaire: SampleCopies.commentaire, .dissertation: SampleCopies.dissertation,
                .contractionEssai: SampleCopies.contraction + "\n\n" + SampleCopies.essai,
            ]
            let request = LocalRequests.request(type, copie: try #require(copies[type]))
            let calls = ModelCallLedger()
            let corrector = ModelCorrector(desk: try .test(try model(service, path)))
            let answer = try await corrector.correct(request, noting: calls)
            #expect(calls.calls.map(\.outcome) == ["success"], "\(type)")
            // What the peer writes is of the schema, so its titles are the scheme's; that marks add up is not the schema's to say.
            let titles = Set(request.scheme.rubriques.map(\.titre))
            #expect(answer.correction.rubriques.allSatisfy { titles.contains($0.titre) })
            #expect(answer.promptHash?.count == 64 && answer.correction.correcteur.modeleDeLangue)
        }
    }

    /// The peer has no vectors below Mistral's path.
    @Test(arguments: [(ModelEndpoint.Service.openai, "/v1"), (.ollama, "/v1")])
    func `gives vectors for our texts`(service: ModelEndpoint.Service, path: String) async throws {
        try await post("/_llmock/reset", [:])
        let endpoint = ModelEndpoint.test(service, at: try #require(ProviderPeers.llmock) + path)
        let calls = ModelCallLedger()
        let vectors = try await RemoteEmbedder(endpoint).vectors(
            of: ["La métaphore filée", "Le sonnet"], as: .passage, noting: calls)
        #expect(vectors.count == 2 && vectors.allSatisfy { $0.count == vectors[0].count && !$0.isEmpty })
        #expect(calls.calls.map(\.outcome) == ["success"] && calls.calls[0].tokens.input > 0)
    }

    @Test(arguments: [(ModelEndpoint.Service.openai, "/v1"), (.gemini, "/gemini")])
    func `takes our pages`(service: ModelEndpoint.Service, path: String) async throws {
        try await post("/_llmock/reset", [:])
        let png = try #require(
            Data(
                base64Encoded:
                    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII="))
        let shown = ModelPrompt(
            instructions: prompt.instructions, material: prompt.material,
            files: [ModelFile(kind: .png, bytes: [UInt8](png))], name: prompt.name, shape: prompt.shape,
            outputTokensMax: 200)
        _ = try await model(service, path).answer(shown, noting: ModelCallLedger())
    }

    @Test(arguments: [(ModelEndpoint.Service.openai, "/v1"), (.gemini, "/gemini"), (.mistral, "/mistral/v1")])
    func `finds that we wait as we are told, give up on what does not pass, and storm nobody`(
        service: ModelEndpoint.Service, path: String
    ) async throws {
        try await post("/_llmock/reset", [:])
        try await post(
            "/_llmock/scenario",
            [
                "behaviors": [
                    ["type": "fail", "status": 429, "retry_after": 1, "times": 1],
                    ["type": "fail", "status": 503, "times": 1],
                ]
            ])
        let calls = ModelCallLedger()
        _ = try await model(service, path).answer(prompt, noting: calls)
        #expect(calls.calls.map(\.outcome) == ["rate_limited", "server_error", "success"])
        for (status, kind) in [(400, "request_refused"), (401, "not_authorised"), (404, "not_found")] {
            try await post(
                "/_llmock/scenario", ["behaviors": [["type": "fail", "status": .number(Double(status)), "times": 1]]])
            let calls = ModelCallLedger()
            await #expect(throws: ModelFailure.self) {
                // Another body: for llmock the same one again is a retry.
                try await model(service, path).answer(Self.prompt("Bonjour, \(status)"), noting: calls)
            }
            #expect(calls.calls.map(\.outcome) == [kind])
        }
        let verdict = try await send("GET", "/_llmock/verdict")
        #expect(verdict["passed"] == true, "\(verdict.json)")
        #expect(verdict["findings"].items.isEmpty, "\(verdict.json)")
    }

    @Test(arguments: [(ModelEndpoint.Service.openai, "/v1"), (.gemini, "")])
    func `of another author reads us as well`(service: ModelEndpoint.Service, path: String) async throws {
        let base = try #require(ProviderPeers.stubllm)
        let model = RemoteModel(.test(service, at: base + path))
        let word = ModelPrompt(
            instructions: "Dites un mot.", material: "Bonjour", files: [], name: "mot",
            shape: .object([.init("mot", .text)]), outputTokensMax: 50)
        let answer = try await model.answer(word, noting: ModelCallLedger())
        #expect(answer.value == ["mot": "oui"])
    }
}

enum ProviderPeers {
    static let llmock = ProcessInfo.processInfo.environment["TEST_LLMOCK_URL"]
    static let stubllm = ProcessInfo.processInfo.environment["TEST_STUBLLM_URL"]
}
