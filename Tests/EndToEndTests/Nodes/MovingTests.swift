import Foundation
import PostgresTestSupport
import Testing

/// What `docs/several-machines.md` says, step by step, with its own commands.
@Suite(.enabled(if: TestServer.isThere)) struct `From one machine to several` {
    private static let email = "demenage@essai.example"
    private static let password = "une-phrase-de-passe"

    @Test(.timeLimit(.minutes(4)))
    func `no record, no session and no proof is lost`() async throws {
        let old = try Place()
        let (client, receipt) = try await live(on: old)
        let database = try TestDatabase()
        let url = ["DATABASE_URL": database.bouncerURL, "DIRECT_URL": database.url]

        // Copy: log and vault, the keys as they are wrapped.
        try await run("log", "export", "--to", old.path + "/avant.ndjson", at: old)
        let line = try await run(
            "log", "import", old.log, "--vault", old.data + "/vault", "--into", database.url, at: old)
        #expect(line.contains("enregistrements copiés"), "\(line)")
        try await run("log", "export", "--from-log", database.url, "--to", old.path + "/apres.ndjson", at: old)
        let before = try Data(contentsOf: URL(filePath: old.path + "/avant.ndjson"))
        #expect(try Data(contentsOf: URL(filePath: old.path + "/apres.ndjson")) == before)

        // Switch: the old machine is a node, and so is a new one with its keys and the same files of copies.
        let new = try Place()
        try FileManager.default.createDirectory(atPath: new.data + "/uploads", withIntermediateDirectories: true)
        for name in ["master.key", "signing.key"] {
            try FileManager.default.copyItem(atPath: old.data + "/" + name, toPath: new.data + "/" + name)
        }
        try FileManager.default.createSymbolicLink(atPath: new.blobs, withDestinationPath: old.blobs)
        let nodes = try await [
            RunningServer(old, environment: url), RunningServer(new, environment: url),
        ]
        for node in nodes {
            let here = client.at(node.origin)
            #expect(try await here.get("auth/me")["email"] == Self.email, "the session goes on")
            // The proof that the copie was handed in holds under what this node has published.
            try await eventually("node \(node.origin) proves it") { try await here.get(receipt).status == 200 }
        }
        let changed = try await client.at(nodes[1].origin).send("PUT", "student/profile", ["targetScore": "18"])
        #expect(changed.status == 200, "\(changed.text)")
        #expect(
            try await client.at(nodes[0].origin).get("student/profile")["targetScore"] != "",
            "the other node answers")

        // One tree: what was signed on the old machine is the beginning of what both sign now.
        try await eventually("both have signed all of it") {
            let last = try #require(try database.run("SELECT max(position) FROM eventlog.records"))
            return try [old, new].allSatisfy { place in
                try String(contentsOfFile: place.log + "/checkpoint", encoding: .utf8).contains("\n\(last)\n")
            }
        }
        for place in [old, new] {
            let verified = try await Binary.run("log", "verify", "--no-pin", at: place, environment: url)
            #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
        }
        let doctor = try await Binary.run("doctor", at: new, environment: url)
        #expect(
            doctor.status <= 1 && doctor.output.contains("PostgreSQL répond, schéma à jour"),
            "\(doctor.output)\(doctor.errors)")
        for node in nodes { #expect(try await node.stop() == 0) }
        try await backUp(new, url)
    }

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

    /// A server on one machine, with a pupil whose copie is corrected.
    private func live(on place: Place) async throws -> (Client, receipt: String) {
        let server = try await RunningServer(place)
        let client = try await server.registered(Self.email, password: Self.password)
        let epreuve = try await client.newEpreuve()
        let handed = try await client.handIn(.pdf, epreuve: epreuve)
        try #require(handed.status == 202, "\(handed.text)")
        try await eventually("the copie is corrected") {
            try LogFile(place).of("correction.completed").count == 1
        }
        #expect(try await server.stop() == 0)
        return (client, "epreuves/\(epreuve)/copie/\(handed["copieId"])/recepisse")
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
