import Foundation
import PostgresTestSupport
import Testing

/// What `docs/several-machines.md` says, its own commands, step by step.
@Suite(.enabled(if: TestServer.isThere)) struct `From one machine to several` {
    private static let email = "demenage@essai.example"
    private static let password = "une-phrase-de-passe"
    private static let document = "docs/several-machines.md"

    private let database: TestDatabase
    /// Who the nodes are to the database; roles belong to the server, so the name is this test's own.
    private let role: String

    init() throws {
        database = try TestDatabase()
        role = "eaf_\(database.name)"
    }

    /// The database as the nodes know it.
    private var url: String { database.url.replacing("//postgres@", with: "//\(role)@") }
    /// What the document calls it.
    private var here: [String: String] { ["postgresql://…": url] }

    @Test(.timeLimit(.minutes(4)))
    func `no record, no session and no proof is lost`() async throws {
        let old = try Place()
        try old.linkUsualNames()
        defer { dropRole() }
        let steps = try RunbookSection("Le passage", of: Self.document).blocks
        try #require(steps.count == 6)
        let (client, proofs) = try await copy(old, steps)
        try await workTogether(old, steps, client, proofs)
        try await goBack(old, client, proofs)
    }

    /// Steps 1 to 4: from a server that works to a database with the same log. Returns a pupil's session and receipts.
    private func copy(_ old: Place, _ steps: [String]) async throws -> (Client, proofs: [String]) {
        let server = try await RunningServer(old)
        let client = try await server.registered(Self.email, password: Self.password)
        let early = try await corrected(client, 1, at: old)
        try await RunbookSection.run(
            steps[0], at: old,
            [
                "postgresql://admin@base.example/eaf": database.url, "ROLE eaf LOGIN": "ROLE \(role) LOGIN",
                "TO eaf'": "TO \(role)'",
            ])
        // A first copy while the server works.
        let first = try await RunbookSection.run(steps[1], at: old, here)
        #expect(first.contains("enregistrements copiés"), "\(first)")
        let copied = try head()
        #expect(try await client.send("PUT", "student/profile", ["targetScore": "12"]).status == 200)
        let late = try await corrected(client, 2, at: old)
        // The server ends, the copy is completed, with the vault, and compared.
        #expect(try await server.stop() == 0)
        try await RunbookSection.run(steps[2], at: old, here)
        try await RunbookSection.run(steps[3], at: old, here)
        #expect(try head() > copied + 4, "the second copy had something to do")
        return (client, [early, late])
    }

    /// Steps 5 to 7: the old machine is a node, and so is a new one with its keys and the same files of copies; a third corrects.
    private func workTogether(
        _ old: Place, _ steps: [String], _ client: Client, _ proofs: [String]
    ) async throws {
        #expect(steps[4] == "DATABASE_URL=postgresql://… eaf serve")
        #expect(steps[5] == "DATABASE_URL=postgresql://… eaf worker")
        let told = ["DATABASE_URL": url]
        let serving = told.merging(["EAF_WORKER": "false"]) { $1 }
        let (new, third) = try (old.newPlaceWithItsKeys(), old.newPlaceWithItsKeys())
        let nodes = try await [
            RunningServer(old, environment: serving), RunningServer(new, environment: serving),
        ]
        let worker = try Child(
            try Binary.path, ["worker"], in: third.path, environment: third.environment.merging(told) { $1 })
        try FileManager.default.removeItem(atPath: old.data + "/vault")
        for node in nodes { try await check(client.at(node.origin), score: "12", proofs) }
        let there = client.at(nodes[1].origin)
        let changed = try await there.send("PUT", "student/profile", ["targetScore": "18"])
        #expect(changed.status == 200, "\(changed.text)")
        let back = there.at(nodes[0].origin)
        #expect(try await back.get("student/profile")["targetScore"] == "18", "the other node has it at once")
        let handed = try await back.handIn(.pdf, epreuve: try await back.newEpreuve())
        #expect(handed.status == 202, "\(handed.text)")
        try await eventually("the worker corrects") {
            try database.run("SELECT count(*) FROM eventlog.events WHERE type = 'fr.eaf.correction.completed.v1'")
                == "3"
        }
        try await signedByBoth([old, new], told)
        worker.signal(SIGTERM)
        #expect(try await worker.ended() == 0, "\(worker.errors)")
        for node in nodes { #expect(try await node.stop() == 0) }
        try await backUp(new, told.merging(["DIRECT_URL": database.url]) { $1 })
    }

    /// Back to one machine, into new folders.
    private func goBack(_ old: Place, _ client: Client, _ proofs: [String]) async throws {
        let block = try #require(try RunbookSection("Revenir à une machine", of: Self.document).blocks.first)
        try #require(block.hasSuffix("\neaf serve"))
        let alone = try old.newPlaceWithItsKeys()
        try alone.linkUsualNames()
        try await RunbookSection.run(String(block.dropLast("\neaf serve".count)), at: alone, here)
        let server = try await RunningServer(alone)
        let back = client.at(server.origin)
        try await check(back, score: "18", proofs)
        #expect(try await back.send("PUT", "student/profile", ["targetScore": "19"]).status == 200)
        #expect(try await server.stop() == 0)
        let verified = try await Binary.run("log", "verify", "--no-pin", at: alone)
        #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
    }

    /// The session goes on, the score is there, and the proofs that copies were handed in hold under what the server has published.
    private func check(_ client: Client, score: String, _ proofs: [String]) async throws {
        #expect(try await client.get("auth/me")["email"] == Self.email, "the session goes on")
        #expect(try await client.get("student/profile")["targetScore"] == score)
        for proof in proofs {
            try await eventually("\(client.origin) proves \(proof)") { try await client.get(proof).status == 200 }
        }
    }

    private func head() throws -> Int {
        try #require(Int(try database.run("SELECT max(position) FROM eventlog.records") ?? ""))
    }

    /// Hands in a copie, waits for its correction, the last of so many, and returns where its receipt is.
    private func corrected(_ client: Client, _ count: Int, at place: Place) async throws -> String {
        let epreuve = try await client.newEpreuve()
        let handed = try await client.handIn(.pdf, epreuve: epreuve)
        try #require(handed.status == 202, "\(handed.text)")
        try await eventually("the copie is corrected") {
            try LogFile(place).of("correction.completed").count == count
        }
        return "epreuves/\(epreuve)/copie/\(handed["copieId"])/recepisse"
    }

    /// One tree: what was signed on the old machine is the beginning of what both sign now.
    private func signedByBoth(_ places: [Place], _ told: [String: String]) async throws {
        try await eventually("both have signed all of it") {
            let last = try head()
            return try places.allSatisfy { place in
                try String(contentsOfFile: place.log + "/checkpoint", encoding: .utf8).contains("\n\(last)\n")
            }
        }
        for place in places {
            let verified = try await Binary.run("log", "verify", "--no-pin", at: place, environment: told)
            #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
            let doctor = try await Binary.run("doctor", at: place, environment: told)
            #expect(
                doctor.status <= 1 && doctor.output.contains("PostgreSQL répond, schéma à jour"),
                "\(doctor.output)\(doctor.errors)")
        }
    }

    private func dropRole() { _ = try? database.run("DROP ROLE \(role)") }

    /// Ships out of the database, and restores into another one.
    private func backUp(_ place: Place, _ url: [String: String]) async throws {
        let backup = place.path + "/sauvegarde"
        try await run("ship", "--to", backup, at: place, environment: url)
        let database = try TestDatabase()
        let folder = place.path + "/revenu"
        let restored = try await run(
            "restore", "--from", backup, "--into", database.url, "--folder", folder, "--keys-from", place.data,
            at: place)
        #expect(restored.contains("base           journal et coffre y sont"), "\(restored)")
        let source = try #require(url["DIRECT_URL"])
        for (from, to) in [(source, "un"), (database.url, "deux"), (folder + "/eventlog", "trois")] {
            try await run("log", "export", "--from-log", from, "--to", "\(place.path)/\(to).ndjson", at: place)
        }
        let bytes = try ["un", "deux", "trois"].map {
            try Data(contentsOf: URL(filePath: "\(place.path)/\($0).ndjson"))
        }
        #expect(bytes[0] == bytes[1] && bytes[0] == bytes[2])
        let again = try await Binary.run(
            "restore", "--from", backup, "--into", database.url, "--folder", folder + "2", "--keys-from",
            place.data, at: place)
        #expect(again.status == 73, "\(again.errors)")
        let server = try await RunningServer(
            place,
            environment: [
                "DATABASE_URL": database.url, "EAF_EVENTLOG_DIR": folder + "/eventlog",
                "EAF_DATA_DIR": folder + "/.data",
            ])
        #expect(try await server.client().login(Self.email, Self.password).status == 200)
        #expect(try await server.stop() == 0)
        let drilled = try await Binary.run("drill", "--from", backup, at: place, environment: url)
        #expect(drilled.status == 0, "\(drilled.output)\(drilled.errors)")
    }

    @discardableResult
    private func run(
        _ arguments: String..., at place: Place, environment: [String: String] = [:]
    ) async throws -> String {
        let told = place.environment.merging(environment) { $1 }
        let child = try Child(try Binary.path, arguments, in: place.path, environment: told)
        let status = try await child.ended()
        try #require(status == 0, "\(arguments): \(child.errors)\(child.output)")
        return child.output
    }
}
