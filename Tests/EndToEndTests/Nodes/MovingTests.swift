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

    @Test(.timeLimit(.minutes(4)))
    func `no record, no session and no proof is lost`() async throws {
        let steps = try RunbookSection("Le passage", of: Self.document).blocks
        try #require(steps.count == 6)
        let old = try Place()
        try old.linkUsualNames()
        var server = try await RunningServer(old)
        var client = try await server.registered(Self.email, password: Self.password)
        let receipt = try await corrected(client, 1, at: old)

        // 1, 2: the database, and a first copy while the server works.
        try await RunbookSection.run(
            steps[0], at: old,
            [
                "postgresql://admin@base.example/eaf": database.url, "ROLE eaf LOGIN": "ROLE \(role) LOGIN",
                "TO eaf'": "TO \(role)'",
            ])
        defer { dropRole() }
        let here = ["postgresql://…": url]
        let first = try await RunbookSection.run(steps[1], at: old, here)
        #expect(first.contains("enregistrements copiés"), "\(first)")
        // What comes after it is for the second copy.
        let copied = try #require(try database.run("SELECT max(position) FROM eventlog.records"))
        #expect(try await client.send("PUT", "student/profile", ["targetScore": "12"]).status == 200)
        let late = try await corrected(client, 2, at: old)

        // 3, 4: the server ends, the copy is completed with the vault, and compared.
        #expect(try await server.stop() == 0)
        try await RunbookSection.run(steps[2], at: old, here)
        try await RunbookSection.run(steps[3], at: old, here)
        let whole = try #require(try database.run("SELECT max(position) FROM eventlog.records"))
        #expect(try #require(Int(whole)) > #require(Int(copied)) + 4, "the second copy had something to do")

        // 5, 6: the old machine is a node, and so is a new one with its keys and the same files of copies.
        #expect(steps[4] == "DATABASE_URL=postgresql://… eaf serve")
        #expect(steps[5] == "DATABASE_URL=postgresql://… eaf worker")
        let told = ["DATABASE_URL": url]
        let new = try old.newPlaceWithItsKeys()
        let nodes = try await [
            RunningServer(old, environment: told.merging(["EAF_WORKER": "false"]) { $1 }),
            RunningServer(new, environment: told.merging(["EAF_WORKER": "false"]) { $1 }),
        ]
        let third = try old.newPlaceWithItsKeys()
        let worker = try Child(
            try Binary.path, ["worker"], in: third.path, environment: third.environment.merging(told) { $1 })
        // 7.
        try FileManager.default.removeItem(atPath: old.data + "/vault")
        for node in nodes {
            let here = client.at(node.origin)
            #expect(try await here.get("auth/me")["email"] == Self.email, "the session goes on")
            #expect(try await here.get("student/profile")["targetScore"] == "12")
            // The proof that the copie was handed in holds under what this node has published.
            for proof in [receipt, late] {
                try await eventually("node \(node.origin) proves it") { try await here.get(proof).status == 200 }
            }
        }
        client = client.at(nodes[1].origin)
        let changed = try await client.send("PUT", "student/profile", ["targetScore": "18"])
        #expect(changed.status == 200, "\(changed.text)")
        client = client.at(nodes[0].origin)
        #expect(try await client.get("student/profile")["targetScore"] == "18", "the other node has it at once")
        let handed = try await client.handIn(.pdf, epreuve: try await client.newEpreuve())
        #expect(handed.status == 202, "\(handed.text)")
        try await eventually("the worker corrects", withinSeconds: 60) {
            try database.run("SELECT count(*) FROM eventlog.events WHERE type = 'fr.eaf.correction.completed.v1'") == "3"
        }

        try await signedByBoth([old, new], told)
        worker.signal(SIGTERM)
        #expect(try await worker.ended() == 0, "\(worker.errors)")
        for node in nodes { #expect(try await node.stop() == 0) }
        try await backUp(new, told.merging(["DIRECT_URL": database.url]) { $1 })

        // Back again, into new folders.
        let back = try RunbookSection("Revenir à une machine", of: Self.document).blocks
        try #require(back.count == 1 && back[0].hasSuffix("\neaf serve"))
        let alone = try old.newPlaceWithItsKeys()
        try alone.linkUsualNames()
        try await RunbookSection.run(String(back[0].dropLast("\neaf serve".count)), at: alone, here)
        server = try await RunningServer(alone)
        client = client.at(server.origin)
        #expect(try await client.get("auth/me")["email"] == Self.email, "the session goes on")
        #expect(try await client.get("student/profile")["targetScore"] == "18")
        for proof in [receipt, late] {
            try await eventually("the machine proves it") { try await client.get(proof).status == 200 }
        }
        #expect(try await client.send("PUT", "student/profile", ["targetScore": "19"]).status == 200)
        #expect(try await server.stop() == 0)
        let verified = try await Binary.run("log", "verify", "--no-pin", at: alone)
        #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
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
            let last = try #require(try database.run("SELECT max(position) FROM eventlog.records"))
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

@Suite(.enabled(if: RealS3.isThere)) struct `From a folder to a bucket` {
    @Test(.timeLimit(.minutes(2)))
    func `no copie is lost`() async throws {
        let blocks = try RunbookSection("Copies dans S3", of: "docs/several-machines.md").blocks
        let steps = try #require(blocks.first).split(separator: "\n").map(String.init)
        try #require(steps.count == 3)
        let place = try Place()
        try place.linkUsualNames()
        var server = try await RunningServer(place, environment: ["EAF_WORKER": "false"])
        var client = try await server.registered("copies@essai.example")
        let prefix = RealS3.newPrefix()
        let bucket = RealS3.copies(prefix: prefix)
        // Where files are read is said with the last command; the variables of the bucket are there before.
        let before = bucket.merging(["STORAGE_PROVIDER": "local"]) { $1 }
        func handIn() async throws -> String {
            let epreuve = try await client.newEpreuve()
            let handed = try await client.handIn(.pdf, epreuve: epreuve)
            try #require(handed.status == 202, "\(handed.text)")
            return "epreuves/\(epreuve)/copie/\(handed["copieId"])"
        }
        var copies = try await [handIn()]
        let first = try await RunbookSection.run(steps[0], at: place, [:], environment: before)
        #expect(first.contains("1 fichiers copiés"), "\(first)")
        copies.append(try await handIn())
        #expect(try await server.stop() == 0)
        let second = try await RunbookSection.run(
            steps[1], at: place, ["systemctl stop eaf && ": ""], environment: before)
        #expect(second.contains("1 fichiers copiés"), "\(second)")
        #expect(steps[2].hasPrefix("STORAGE_PROVIDER=s3 eaf serve "))
        server = try await RunningServer(place, environment: bucket)
        client = client.at(server.origin)
        let doctor = try await Binary.run("doctor", at: place, environment: bucket)
        #expect(doctor.output.contains("2 fichier(s), tous là, dans S3"), "\(doctor.output)\(doctor.errors)")
        try FileManager.default.removeItem(atPath: place.blobs)
        copies.append(try await handIn())
        for copie in copies {
            try await eventually("\(copie) is corrected", withinSeconds: 60) {
                try await client.get(copie)["status"] == "done"
            }
        }
        #expect(try await server.stop() == 0)
    }
}

extension Place {
    /// Log and data under the names that they have when nobody says otherwise.
    fileprivate func linkUsualNames() throws {
        for (name, target) in [("eventlog", log), (".data", data)] {
            try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
            try FileManager.default.createSymbolicLink(atPath: "\(path)/\(name)", withDestinationPath: target)
        }
    }

    /// Another machine with the same keys and the same files of copies, and nothing else.
    fileprivate func newPlaceWithItsKeys() throws -> Place {
        let new = try Place()
        try FileManager.default.createDirectory(atPath: new.data + "/uploads", withIntermediateDirectories: true)
        for name in ["master.key", "signing.key"] {
            try FileManager.default.copyItem(atPath: data + "/" + name, toPath: new.data + "/" + name)
        }
        try FileManager.default.createSymbolicLink(atPath: new.blobs, withDestinationPath: blobs)
        return new
    }
}
