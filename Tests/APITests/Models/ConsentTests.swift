import Events
import HTTPTypes
import LanguageModels
import Projections
import Testing

@testable import API
@testable import LanguageModels

@Suite struct `A pupil's consent to a reader outside the school` {
    private static let recipient = "mistral (api.mistral.ai)"
    /// A provider that nobody reaches: nothing is sent there in these tests.
    private static let environment = ["LLM_PROVIDER": "mistral", "MISTRAL_API_KEY": "cle-secrete-1"]

    private func run(_ body: @Sendable @escaping (TestServer) async throws -> Void) async throws {
        var options = ServerFolder.Options()
        options.environment = Self.environment
        try await TestServer.run(options) { try await body($0) }
    }

    @Test(arguments: [
        ("127.0.0.1", true), ("localhost", true), ("ollama", true), ("10.1.2.3", true), ("172.16.0.1", true),
        ("172.32.0.1", false), ("192.168.1.9", true), ("169.254.1.1", true), ("::1", true), ("fd12::1", true),
        ("2001:db8::1", false), ("8.8.8.8", false), ("api.mistral.ai", false), ("gpu.lycee.local", true),
        ("modele.internal", true), ("10.example.com", false), ("localhost.example.com", false), ("Ollama.LAN", true),
    ])
    func `is needed where the address is not of the house`(host: String, isInHouse: Bool) {
        #expect(HostName(host).isInHouse == isInHouse)
    }

    @Test func `is needed for a provider's own address, and where the operator says so`() throws {
        func isThirdParty(_ environment: [String: String]) throws -> Bool? {
            try Reading.configuration(environment).model?.isThirdParty
        }
        #expect(try isThirdParty(Self.environment) == true)
        #expect(try isThirdParty(["LLM_PROVIDER": "ollama"]) == false)
        #expect(try isThirdParty(["LLM_PROVIDER": "ollama", "OLLAMA_BASE_URL": "https://ollama.com/v1"]) == true)
        #expect(try isThirdParty(["LLM_PROVIDER": "ollama", "LLM_THIRD_PARTY": "true"]) == true)
        #expect(try isThirdParty(Self.environment.merging(["LLM_THIRD_PARTY": "false"]) { $1 }) == false)
    }

    @Test func `decides who reads a copie, and may change between two corrections`() async throws {
        let bench = try WorkerBench()
        let scheme = MarkingScheme.official(for: .commentaire)
        let model = ScriptedModel(reads: [.pdf]) { _, _ in .success(ModelCorrections.half(of: scheme)) }
        let rules = ScriptedCorrector()
        var desk = try ModelDesk.test(model)
        desk.recipient = Self.recipient
        let reader = ScriptedReader(text: SampleCopies.commentaire)
        let worker = bench.worker(reader: reader, corrector: rules, desk: desk)
        let copie = try await bench.handIn()
        let owner = try #require(bench.store.current.copies[copie]?.owner)
        let epreuve = try #require(bench.store.current.copies[copie]?.epreuve)
        try await bench.with(worker) {
            // A provider that is left alone keeps no copie waiting that it may not read.
            model.rest(600)
            try await bench.until("by the rules") { $0.copies[copie]?.status == .done }
            #expect(model.asked.isEmpty && rules.requests.map(\.file) == [nil])
            model.rest(nil)
            let changes = [(true, Self.recipient), (false, Self.recipient), (true, "openai (api.openai.com)")]
            for (given, recipient) in changes {
                try await bench.submit(ChangeConsent(account: owner, recipient: recipient, isGiven: given))
                try await bench.submit(RequestCorrection(copie: copie, epreuve: epreuve, asker: owner))
                try await bench.until("again") { $0.copies[copie]?.status == .done }
            }
        }
        #expect(model.asked.count == 1 && rules.requests.count == 3)
        let corrections = try #require(bench.store.current.copies[copie]?.corrections)
        var providers: [String] = []
        for given in corrections {
            providers.append(try await bench.contents.correction(at: given.position).provider)
        }
        #expect(providers == ["scripted", "openai", "scripted", "scripted"])
        #expect(try bench.calls().map(\.provider) == ["scripted", "openai", "scripted", "scripted"])
    }

    @Test func `is asked for once on the page of a subject, recorded, shown in the profile, and taken back there`()
        async throws
    {
        try await run { server in
            let pupil = try await server.pupil()
            let subject = "/atelier-ecrit/sujet/\(try await subject(pupil, server))"
            let asking = try await pupil.page(subject).text
            #expect(asking.contains(Self.recipient) && asking.contains("name=\"modelConsent\""))
            #expect(try await pupil.page("/profil").text.contains("Donner mon accord"))

            #expect(try await handIn(pupil, subject, agrees: false).status == 303)
            let id = try #require(server.models.accounts.id(emailHash: server.backend.emailHash.of("lea@lycee.fr")))
            #expect(server.models.accounts[id]?.modelConsent == nil)
            #expect(try await handIn(pupil, subject, agrees: true, key: "b").status == 303)
            #expect(server.models.accounts[id]?.modelConsent?.recipient == Self.recipient)
            let profile = try await pupil.get("student/profile")
            #expect(profile["modelConsent"] == true && profile["modelRecipient"].text == Self.recipient)
            #expect(try await !pupil.page(subject).text.contains("name=\"modelConsent\""))
            #expect(try await pupil.page("/profil").text.contains("Retirer mon accord"))
            // Said once is enough, and nothing more is recorded.
            let head = server.head
            _ = try await pupil.put("student/profile", ["modelConsent": true])
            #expect(server.head == head)

            let taken = try await pupil.form("/profil/accord", [("modelConsent", "false")])
            #expect(taken.location == "/profil?fait=retrait" && server.models.accounts[id]?.modelConsent == nil)
            #expect(try await pupil.page(subject).text.contains("name=\"modelConsent\""))
        }
    }

    @Test func `can be given over the API, and only where there is somebody to give it to`() async throws {
        try await run { server in
            let pupil = try await server.pupil()
            let epreuve = try await subject(pupil, server)
            var form = FormBody()
            form.add("modelConsent", Array("true".utf8))
            form.add("file", try SampleFile.bytes("page.png"), filename: "page.png", type: "image/png")
            #expect(try await pupil.upload(to: epreuve, form.ended).status == 202)
            #expect(try await pupil.get("student/profile")["modelConsent"] == true)
            #expect(try await pupil.put("student/profile", ["modelConsent": false])["modelConsent"] == false)
        }
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let refused = try await pupil.put("student/profile", ["modelConsent": true])
            #expect(refused.status == 400 && refused.text.contains("modelConsent"))
            #expect(try await pupil.put("student/profile", ["modelConsent": false]).status == 200)
            #expect(try await !pupil.page("/profil").text.contains("Correcteur extérieur"))
        }
    }

    @Test func `is asked of pupils alone`() async throws {
        try await run { server in
            var desk = try ModelDesk.test(ScriptedModel { _, _ in .failure(ModelFailure(.emptyAnswer)) })
            desk.recipient = Self.recipient
            _ = try await server.pupil()
            _ = try await server.teacher()
            for (id, account) in server.models.accounts.all {
                #expect(desk.mayRead(textsOf: id, in: server.models) == (account.role == .enseignant))
            }
            #expect(!desk.mayRead(textsOf: .random(), in: server.models))
        }
    }

    /// A subject of the bank: the model is not to be called.
    private func subject(_ pupil: Browser, _ server: TestServer) async throws -> String {
        let id = EpreuveID.random()
        let owner = try #require(server.models.accounts.id(emailHash: server.backend.emailHash.of("lea@lycee.fr")))
        let generated = EpreuveGenerated(
            owner: owner, type: .commentaire, origin: .bank, bankID: nil, matchesWish: true,
            bareme: .official(for: .commentaire), content: .clear(WorkerBench.content))
        try await server.submit(GiveEpreuve(id: id, owner: owner, event: generated))
        return id.description
    }

    private func handIn(_ pupil: Browser, _ subject: String, agrees: Bool, key: String = "a") async throws -> Answer {
        var form = FormBody()
        form.add("csrf", Array((pupil.cookies["eaf_csrf"] ?? "").utf8))
        form.add("cle", Array(key.utf8))
        if agrees { form.add("modelConsent", Array("true".utf8)) }
        form.add("file", try SampleFile.bytes("page.png"), filename: "page.png", type: "image/png")
        return try await pupil.send(
            .post, subject, body: form.ended, type: FormBody.type, headers: [Browser.csrfHeader: ""])
    }
}
