import Events
import Foundation
import Projections
import Synchronization
import Testing

@testable import API

@Suite struct `The search with vectors` {
    /// A model that knows three meanings: storms, marriages, and the rest.
    private static func vector(_ text: String) -> [Double] {
        let text = text.lowercased()
        func has(_ words: String...) -> Double { words.contains { text.contains($0) } ? 1 : 0 }
        return [has("tempête", "orage", "ouragan"), has("mariage", "noces", "épousailles"), 0.2]
    }

    private static func reply(_ asked: FakeProvider.Asked) -> FakeProvider.Reply {
        let texts = asked.body["input"].texts
        // A question alone is dear, so that a budget can end between two.
        let tokens = texts.count > 1 ? texts.count : 1_000_000
        let data = texts.enumerated().reversed().map { index, text in
            #"{"object":"embedding","index":\#(index),"embedding":\#(vector(text))}"#
        }
        return .init(
            body: """
                {"object":"list","data":[\(data.joined(separator: ","))],"model":"vecteurs-001",\
                "usage":{"prompt_tokens":\(tokens),"total_tokens":\(tokens)}}
                """)
    }

    private func run(
        _ provider: FakeProvider, _ environment: [String: String] = [:], complete: Bool = true,
        _ body: @Sendable @escaping (TestServer, Browser) async throws -> Void
    ) async throws {
        try await provider.serve { base in
            var options = ServerFolder.Options()
            options.environment = [
                "EMBEDDINGS_PROVIDER": "openai", "OPENAI_API_KEY": "sk-secret-1", "OPENAI_BASE_URL": base + "/v1",
                "EMBEDDINGS_TIMEOUT_MS": "20000",
            ].merging(environment) { _, given in given }
            try await TestServer.run(options) { server in
                let documents = [
                    ControlDocument(name: "ouragan", title: "Météo", text: "Un ouragan sur la côte."),
                    ControlDocument(name: "noces", title: "Fête", text: "Des noces de village."),
                ]
                _ = try await server.control.carryOut(.addDocuments(documents), by: "root", trace: server.trace)
                let index = try await server.search.keeper.refresh(to: server.models.corpus)
                if complete { #expect(await server.search.meanings?.complete(index, while: { true }) == true) }
                try await body(server, try await server.pupil())
            }
        }
    }

    private func ask(_ query: String, _ browser: Browser) async throws -> (mode: String, ids: [String]) {
        let answer = try await browser.post("rag/search", ["query": .string(query), "maxResults": 10])
        try #require(answer.status == 200, "\(answer.text)")
        return (answer["mode"].text, answer["results"].items.map { $0["id"].text })
    }

    @Test func `finds what means the same, and says that it did`() async throws {
        let provider = FakeProvider(Self.reply)
        try await run(provider) { server, pupil in
            let hybrid = try await ask("un orage épouvantable", pupil)
            #expect(hybrid.mode == "hybrid" && hybrid.ids.contains("ouragan"), "\(hybrid)")
            let vector = try await ask("épousailles", pupil)
            #expect(vector.mode == "vector" && vector.ids.contains("noces"), "\(vector)")
            let asked = try #require(provider.asked.last)
            #expect(asked.path == "/v1/embeddings" && asked.body["model"] == "text-embedding-3-small")
            #expect(asked.body["input"].texts == ["épousailles"])
            let uses = server.models.modelCalls.all.filter { $0.use.skill == "recherche" }
            #expect(uses.map(\.use.model) == ["vecteurs-001"])
            #expect(uses[0].totals.calls == provider.asked.count && uses[0].totals.costMicroEuros > 0)
            let entry = try await pupil.get("memory/timeline")["timeline"][0]
            #expect(entry["payload"]["mode"] == "vector")
        }
    }

    @Test func `pays for a passage once, also after a restart and a change of the corpus`() async throws {
        let provider = FakeProvider(Self.reply)
        try await run(provider) { server, _ in
            let before = provider.asked.count
            let more = [ControlDocument(name: "nouveau", title: "Nouveau", text: "Une épousaille de plus.")]
            _ = try await server.control.carryOut(.addDocuments(more), by: "root", trace: server.trace)
            let index = try await server.search.keeper.refresh(to: server.models.corpus)
            #expect(server.search.meanings?.vectors(of: index) == nil)
            #expect(await server.search.meanings?.complete(index, while: { true }) == true)
            #expect(provider.asked.count == before + 1)
            #expect(provider.asked.last?.body["input"].texts == ["Nouveau\nUne épousaille de plus."])
        }
    }

    private final class Switch: Sendable {
        private let state = Mutex(false)
        var isOn: Bool { state.withLock { $0 } }
        func turnOn() { state.withLock { $0 = true } }
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        let name: String
        let reply: @Sendable (FakeProvider.Asked) -> FakeProvider.Reply
        var testDescription: String { name }
    }

    static let faults = [
        Fault(name: "down") { _ in .error(503) },
        Fault(name: "refused key") { _ in .error(401, "invalid_api_key") },
        Fault(name: "no JSON") { _ in .init(body: "<html>") },
        Fault(name: "no vector") { _ in .init(body: #"{"data":[],"model":"m"}"#) },
        Fault(name: "another length") { _ in .init(body: #"{"data":[{"index":0,"embedding":[1,2]}],"model":"m"}"#) },
        Fault(name: "hanging") { asked in
            var reply = reply(asked)
            reply.seconds = 3
            return reply
        },
    ]

    @Test(arguments: faults) func `goes by words when the model fails or is slow`(_ fault: Fault) async throws {
        let isBroken = Switch()
        let provider = FakeProvider { asked in isBroken.isOn ? fault.reply(asked) : Self.reply(asked) }
        try await run(provider, ["EMBEDDINGS_TIMEOUT_MS": "300"]) { _, pupil in
            isBroken.turnOn()
            for _ in 0..<2 {
                let answer = try await ask("noces", pupil)
                #expect(answer.mode == "lexical" && answer.ids.contains("noces"), "\(answer)")
            }
        }
    }

    @Test func `goes by words until every passage has its vector, and health says so`() async throws {
        try await run(FakeProvider { _ in .error(500) }, complete: false) { server, pupil in
            let answer = try await ask("noces", pupil)
            #expect(answer.mode == "lexical")
            let health = try await server.visitor().get("health")
            #expect(health.status == 200 && health["checks"]["search"] == "degraded")
        }
    }

    @Test func `goes by words when the budget is spent, and asks nobody`() async throws {
        let provider = FakeProvider(Self.reply)
        try await run(provider, ["EMBEDDINGS_PRICE_EUR": "1", "LLM_DAILY_BUDGET_EUR": "0.5"]) { _, pupil in
            let first = try await ask("noces", pupil)
            #expect(first.mode == "hybrid")
            let before = provider.asked.count
            let answer = try await ask("noces", pupil)
            #expect(answer.mode == "lexical")
            #expect(provider.asked.count == before)
        }
    }
}
