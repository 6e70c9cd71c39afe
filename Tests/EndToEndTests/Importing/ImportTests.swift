import Foundation
import PostgresTestSupport
import Testing

/// From the predecessor's data to a server on which its people go on, with the program as it is shipped.
@Suite struct `The predecessor's data` {
    private let place: Place
    private var source: String { place.path + "/ancien/.data" }

    init() throws { place = try Place() }

    private func importing(_ more: String..., from: String? = nil) async throws -> Binary.Outcome {
        try await Binary.bash(
            (["$EAF import --json --from '\(from ?? source)'"] + more).joined(separator: " "), at: place)
    }

    private func tally(_ outcome: Binary.Outcome, _ kind: String) throws -> [String: Int] {
        let tallies = try outcome.json["tallies"] as? [String: Any]
        let found = try #require(tallies?[kind] as? [String: Any], "\(outcome.output) \(outcome.errors)")
        return found.mapValues { $0 as? Int ?? -1 }
    }

    private func head() async throws -> Int {
        let info = try await Binary.run("log", "info", "--json", at: place)
        return try #require(
            info.output.matches(of: /"head":"?0*(\d+)/).last.flatMap { Int($0.output.1) }, "\(info.output)")
    }

    @Test func `is rehearsed, taken once, and lived with`() async throws {
        try OldService(pupils: 3).write(to: source, files: 3)
        let rehearsed = try await importing("--dry-run")
        #expect(rehearsed.status == 0, "\(rehearsed.errors)")
        #expect(try tally(rehearsed, "comptes")["taken"] == 4)
        #expect(!FileManager.default.fileExists(atPath: place.log), "a rehearsal writes nothing")

        let taken = try await importing()
        #expect(taken.status == 0, "\(taken.output) \(taken.errors)")
        for (kind, count) in [
            ("comptes", 4), ("classes", 1), ("inscriptions", 3), ("épreuves", 3), ("copies", 3), ("fichiers", 3),
            ("corrections", 3), ("commentaires", 3), ("chronologie", 3),
        ] {
            #expect(try tally(taken, kind) == ["taken": count, "alreadyThere": 0, "refused": 0], "\(kind)")
        }
        let left = try taken.json["leftovers"] as? [[String: Any]]
        #expect(
            left?.compactMap { $0["name"] as? String } == [
                "memory-store.json, sessions", "oral-sessions.json, sessions",
            ])

        let before = try await head()
        let again = try await importing()
        #expect(try again.status == 0 && tally(again, "copies") == ["taken": 0, "alreadyThere": 3, "refused": 0])
        #expect(try await head() == before, "a second time adds nothing")

        let server = try await RunningServer(place)
        try await livesOn(server)
        let whilst = try await importing()
        #expect(whilst.status == 75, "the log is the server's: \(whilst.errors)")
        #expect(try await server.stop() == 0)
        let verified = try await Binary.run("log", "verify", at: place)
        #expect(verified.status == 0, "\(verified.output)")
        try expectSilence()
    }

    /// A pupil logs in with the old password and reads the old work; the teacher sees the class.
    private func livesOn(_ server: RunningServer) async throws {
        let pupil = server.client()
        #expect(try await pupil.login(OldService.email(1), "pas-la-bonne").status == 401)
        #expect(try await pupil.login(OldService.email(1), OldService.password).status == 200)
        let shown = try await Binary.run(
            "log", "show", "--json", "--type", "fr.eaf.account.password_changed.v1", at: place)
        #expect(shown.output.contains("\"upgrade\"") && shown.output.split(separator: "\n").count == 1)
        // With argon2id now, and no second upgrade.
        #expect(try await server.client().login(OldService.email(1), OldService.password).status == 200)
        let copies = try await pupil.get("copies").object["copies"] as? [[String: Any]]
        let copie = try #require(copies?.first)
        #expect(copie["note"] as? Double == 13.5 && copie["createdAt"] as? String == "2025-10-03T08:00:00.000Z")
        let path = "epreuves/\(copie["epreuveId"] ?? "")/copie/\(copie["copieId"] ?? "")"
        let whole = try await pupil.get(path).object
        #expect(whole["ocrText"] as? String == "Le texte lu de la copie 1.")
        #expect(whole["correctedAt"] as? String == "2025-10-03T08:05:00.000Z")
        let file = whole["file"] as? [String: Any]
        #expect(file?["sha256"] as? String == SampleCopie.png.sha256 && file?["type"] as? String == "image/png")
        let correction = whole["correction"] as? [String: Any]
        #expect(correction?["commentaireEnseignant"] as? String == OldService.comment)
        let profile = try await pupil.get("student/profile").object
        #expect(profile["displayName"] as? String == "Personne u-1" && profile["classCode"] as? String == "ABC234")
        #expect(profile["badges"] as? [String] == ["Première copie déposée 📝"], "derived, not taken over")
        let entries = try await pupil.get("memory/timeline").object["timeline"] as? [[String: Any]]
        #expect(entries?.contains { $0["createdAt"] as? String == "2025-10-04T08:00:00.000Z" } == true)

        let teacher = server.client()
        #expect(try await teacher.login(OldService.teacherEmail, OldService.password).status == 200)
        let dashboard = try await teacher.get("enseignant/dashboard").object
        #expect(dashboard["classCode"] as? String == "ABC234")
        #expect((dashboard["students"] as? [[String: Any]])?.count == 3)
        let comments = whole["comments"] as? [[String: Any]]
        #expect(try await comments?.first?["author"] as? String == teacher.get("auth/me")["id"])
    }

    /// No address, no hash and no salt stands anywhere in plain.
    private func expectSilence() throws {
        let scanner = CanaryScanner([
            OldService.hash, OldService.salt, OldService.teacherEmail, OldService.email(1), OldService.comment,
        ])
        for finding in scanner.findings(in: try place.files()) { Issue.record("\(finding)") }
    }

    @Test func `whose files are gone, or broken, says so and loses nothing else`() async throws {
        try OldService(pupils: 2).write(to: source, files: 1)
        let taken = try await importing()
        #expect(taken.status == 1, "\(taken.errors)")
        #expect(try tally(taken, "fichiers") == ["taken": 1, "alreadyThere": 0, "refused": 1])
        #expect(taken.output.contains("fichier absent"))
        #expect(try tally(taken, "copies")["taken"] == 2)
        try await givesOutTheNote()
        try Data("{\"users\": [{\"email\": \"André\"".utf8.dropLast(12)).write(
            to: URL(filePath: source + "/memory-store.json"))
        let broken = try await importing()
        #expect(broken.status == 65 && broken.errors.contains("memory-store.json, ligne 1"), "\(broken.errors)")
    }

    /// In the place of the file that is gone.
    private func givesOutTheNote() async throws {
        let server = try await RunningServer(place)
        let pupil = server.client()
        #expect(try await pupil.login(OldService.email(2), OldService.password).status == 200)
        let copies = try await pupil.get("copies").object["copies"] as? [[String: Any]]
        let copie = try #require(copies?.first)
        let path = "epreuves/\(copie["epreuveId"] ?? "")/copie/\(copie["copieId"] ?? "")/fichier"
        let file = try await pupil.get(path)
        #expect(file.status == 200 && file.text.contains("n'a pas été retrouvé"), "\(file.text)")
        #expect(file.header("Content-Type") == "text/plain; charset=utf-8")
        try await server.stop()
    }

    @Test func `is complete after a kill and another run`() async throws {
        let pupils = 120
        try OldService(pupils: pupils).write(to: source, files: 20)
        for milliseconds in [150, 300, 500, 800] {
            let child = try Child(
                try Binary.path, ["import", "--from", source], in: place.path, environment: place.environment)
            try await Task.sleep(for: .milliseconds(milliseconds))
            child.signal(SIGKILL)
            try await child.ended()
        }
        let last = try await importing()
        #expect(last.status == 1, "files are missing, and nothing else: \(last.errors)")
        #expect(try tally(last, "comptes").values.reduce(0, +) == pupils + 1)
        let once = try await head()
        let again = try await importing()
        #expect(try tally(again, "comptes") == ["taken": 0, "alreadyThere": pupils + 1, "refused": 0])
        #expect(try await head() == once)
        let listed = try await Binary.run("account", "list", at: place)
        #expect(listed.output.split(separator: "\n").count == pupils + 1)
        #expect(try await Binary.run("log", "verify", at: place).status == 0)
    }

    @Test func `of a whole school is taken at size`() async throws {
        let pupils = 2_000
        try OldService(pupils: pupils).write(to: source, files: 200)
        let begun = ContinuousClock.now
        let taken = try await importing()
        print("import of \(pupils) pupils, 200 files: \(ContinuousClock.now - begun)")
        #expect(try tally(taken, "comptes")["taken"] == pupils + 1)
        #expect(try tally(taken, "corrections")["taken"] == pupils)
    }

    @Test(.enabled(if: TestServer.isThere))
    func `comes out of its database as out of its files`() async throws {
        let database = try TestDatabase()
        for statement in try OldService(pupils: 3).statements() { try database.run(statement) }
        try OldService(pupils: 3).write(to: source, files: 3)
        let taken = try await importing("--uploads '\(source)/uploads/copies'", from: database.url)
        #expect(taken.status == 0, "\(taken.output) \(taken.errors)")
        for (kind, count) in [
            ("comptes", 4), ("classes", 1), ("inscriptions", 3), ("copies", 3), ("fichiers", 3), ("corrections", 3),
        ] {
            #expect(try tally(taken, kind)["taken"] == count, "\(kind)")
        }
        let left = try taken.json["leftovers"] as? [[String: Any]]
        #expect(left?.compactMap { $0["name"] as? String } == ["table \"Inconnue\"", "table \"Session\""])
        // The same people, by the same ids: files after the database add nothing.
        let before = try await head()
        #expect(try tally(try await importing(), "comptes")["alreadyThere"] == 4)
        #expect(try await head() == before)
        try await livesOn(try await RunningServer(place))
    }

    @Test(.enabled(if: TestServer.isThere))
    func `goes into a log in a database too, beside a server that runs`() async throws {
        try OldService(pupils: 2).write(to: source, files: 2)
        let cluster = try Cluster(try TestDatabase())
        let server = try await cluster.serve()
        let outcome = try await Binary.run(
            "import", "--json", "--from", source, at: server.place, environment: cluster.environment)
        #expect(outcome.status == 0, "\(outcome.errors)")
        try await eventually("the server has followed") {
            try await server.client().login(OldService.email(1), OldService.password).status == 200
        }
    }

    @Test(.enabled(if: TestServer.isThere))
    func `is refused where two tables could be meant, or the database is none of its`() async throws {
        let database = try TestDatabase()
        let empty = try await importing(from: database.url)
        #expect(empty.status == 65 && empty.errors.contains("Aucune table"), "\(empty.errors)")
        try database.run(
            #"CREATE TABLE "User" (id text, email text, "passwordHash" text)"#,
            #"CREATE TABLE "users" (id text, email text, "passwordHash" text)"#)
        let twice = try await importing(from: database.url)
        #expect(twice.status == 65 && twice.errors.contains("Plusieurs tables"), "\(twice.errors)")
        let gone = try await importing(from: "postgres://127.0.0.1:1/rien")
        #expect(gone.status == 69, "\(gone.errors)")
    }
}
