import Foundation
import Testing

/// A person whose every value is unmistakable is erased, and then looked for in everything that is left.
@Suite struct `An erased person is found nowhere` {
    /// How the person goes.
    enum Way: String, CaseIterable, Sendable {
        case themselves, admin, operatorBeside, operatorAlone
    }

    private let scanner = CanaryScanner(Canary.all)

    private func expectSilence(_ files: [String: Data], _ when: String) {
        for finding in scanner.findings(in: files) { Issue.record("\(when): \(finding)") }
    }

    /// The log with everything that vault and master key still open.
    private func opened(_ place: Place) async throws -> Data {
        let shown = try await Binary.run("log", "show", "--json", "--unseal", at: place)
        #expect(shown.status == 0, "\(shown.errors)")
        return Data(shown.output.utf8)
    }

    private func erase(_ story: CanaryStory, _ way: Way, at place: Place, _ server: RunningServer) async throws
        -> Data
    {
        switch way {
        case .themselves:
            let answer = try await story.pupil.at(server.origin).send(
                "DELETE", "account", ["password": Canary.password])
            #expect(answer.status == 200, "\(answer.text)")
            return Data(answer.body)
        case .admin:
            let created = try await Binary.run(
                "account", "create", "admin@essai.example", "--role", "admin", at: place, input: "phrase-admin\n")
            #expect(created.status == 0, "\(created.errors)")
            let admin = server.client()
            #expect(try await admin.login("admin@essai.example", "phrase-admin").status == 200)
            let answer = try await admin.send("DELETE", "admin/accounts/\(story.person)")
            #expect(answer.status == 200, "\(answer.text)")
            return Data(answer.body)
        case .operatorBeside, .operatorAlone:
            if way == .operatorAlone { #expect(try await server.stop() == 0) }
            let plan = try await Binary.run("erase", Canary.email, "--dry-run", "--json", at: place)
            #expect(try plan.json["files"] as? Int == 3 && plan.json["comments"] as? Int == 1, "\(plan.errors)")
            let refused = try await Binary.run("erase", Canary.email, at: place)
            #expect(refused.status == 64 && refused.errors.contains("--yes"))
            let erased = try await Binary.run("erase", Canary.email, "--yes", "--json", at: place)
            #expect(try erased.status == 0 && erased.json["residue"] as? [String] == [], "\(erased.errors)")
            let again = try await Binary.run("erase", Canary.email, "--yes", at: place)
            #expect(again.status == 65 && again.errors.contains("Compte introuvable"))
            return Data((plan.output + plan.errors + erased.output + erased.errors + again.errors).utf8)
        }
    }

    @Test(arguments: Way.allCases)
    func `in log, vault, snapshots, blobs, messages and answers`(_ way: Way) async throws {
        let place = try Place()
        var server = try await RunningServer(place, environment: ["LOG_LEVEL": "trace"])
        let story = try await CanaryStory(on: server)
        #expect(try await server.stop() == 0)
        #expect(try await Binary.run("rebuild", at: place).status == 0)
        let older = try place.copy()
        let backup = Backup(of: place)
        if way == .operatorBeside { try await backup.ship() }
        // Sealed, the person is already invisible; with the keys everything is there to be found.
        expectSilence(try place.files(), "before")
        let visible = Set(scanner.findings(in: try await opened(place), "log").map(\.canary))
        #expect(Set(Canary.kept).subtracting(visible).isEmpty)
        let messages = Data(server.child.errors.utf8)
        let before = try LogFile(place).lines.count

        server = try await RunningServer(place, environment: ["LOG_LEVEL": "trace"])
        let figures = try await story.figures(at: server)
        #expect(try await story.readings(at: server).values.contains { $0.contains(Canary.name) })
        let said = try await erase(story, way, at: place, server)
        if way == .operatorAlone { server = try await RunningServer(place, environment: ["LOG_LEVEL": "trace"]) }
        try await expectErased(story, server, figures)
        #expect(try await server.stop() == 0)
        expectSilence(["messages": messages + Data(server.child.errors.utf8), "answers": said], "while erasing")
        try await expectNothingLeft(place, "after")

        // Everything made anew from the log.
        #expect(try await Binary.run("rebuild", at: place).status == 0)
        try await expectNothingLeft(place, "after a rebuild")
        server = try await RunningServer(place)
        try await expectErased(story, server, figures)
        #expect(try await server.stop() == 0)
        guard way == .operatorBeside else { return }
        try await expectErasedAfterReturn(older, place, story, figures)
        try await backup.ship()
        expectSilence(try await backup.files(), "in the backup")
        // To the end, and to before the erasure.
        for until in [nil, "\(before)"] {
            let restored = try await backup.restored(until: until)
            try await expectRestoredErased(restored, story, figures)
        }
    }

    private func expectErased(_ story: CanaryStory, _ server: RunningServer, _ figures: String) async throws {
        #expect(try await story.figures(at: server) == figures, "averages stay")
        let readings = try await story.readings(at: server)
        expectSilence(readings.mapValues { Data($0.utf8) }, "answers")
        #expect(readings["enseignant/copies/\(story.copie)"]?.hasPrefix("410 ") == true)
        #expect(readings["enseignant/dashboard"]?.contains("Élève effacé") == true)
        #expect(try await story.pupil.at(server.origin).get("auth/me").status == 401)
        #expect(try await server.client().login(Canary.email, Canary.password).status == 401)
        #expect(try await story.other.at(server.origin).get("auth/me").status == 200)
    }

    private func expectNothingLeft(_ place: Place, _ when: String) async throws {
        expectSilence(try place.files(), when)
        expectSilence(["log": try await opened(place)], when + ", with all keys that are left")
        let verified = try await Binary.run("log", "verify", at: place)
        #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
        #expect(
            try place.files().keys.filter { $0.hasPrefix("data/uploads/copies/") }.count == 1, "the other pupil's")
    }

    /// The log, the blobs and the snapshots of before, with the vault of today: what a careless operator puts back.
    private func expectErasedAfterReturn(
        _ older: Place, _ place: Place, _ story: CanaryStory, _ figures: String
    ) async throws {
        // With its own vault the older copy has the person: the search would find them.
        #expect(!scanner.findings(in: try await opened(older), "").isEmpty)
        try FileManager.default.removeItem(atPath: older.data + "/vault")
        try FileManager.default.copyItem(atPath: place.data + "/vault", toPath: older.data + "/vault")
        try await expectRestoredErased(older, story, figures)
        let shown = try await Binary.run("log", "show", "--type", "person.erased", "--json", at: older)
        #expect(shown.output.contains(#""actor":"system/server""#))
    }

    private func expectRestoredErased(_ place: Place, _ story: CanaryStory, _ figures: String) async throws {
        let server = try await RunningServer(place)
        try await expectErased(story, server, figures)
        #expect(try await server.stop() == 0)
        expectSilence(["messages": Data(server.child.errors.utf8)], "restored")
        try await expectNothingLeft(place, "restored")
    }
}
