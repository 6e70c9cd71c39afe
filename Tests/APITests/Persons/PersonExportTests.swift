import Events
import Foundation
import Projections
import Testing

@testable import API

@Suite struct `A copy of everything` {
    private struct Given {
        let pupil: Browser
        let teacher: Browser
        let admin: Browser
        let person: PersonID
        let copie: String
    }

    private func given(_ server: TestServer) async throws -> Given {
        let pupil = try await server.pupil("lea@lycee.fr", name: "Léa Martin")
        let teacher = try await server.teacher()
        try await server.makeClass(of: teacher, pupils: [pupil])
        _ = try await pupil.put("student/profile", ["establishment": "Lycée Jean-Zay"])
        _ = try await pupil.post("memory/events", ["feature": "atelier", "payload": ["secret": "mon brouillon"]])
        let wish: JSONValue = ["type": "commentaire", "oeuvre": "Mes forêts"]
        let epreuve = try await pupil.post("epreuves/generate", wish)["epreuveId"].text
        let copie = try await server.handIn(pupil, to: epreuve)
        try await server.fail(
            copie, by: try await server.claim(copie), retryable: true, reason: "Première lecture ratée.")
        server.clock.advance(seconds: 600)
        try await server.correct(copie, note: 12, text: "Texte lu par la machine.")
        _ = try await pupil.post("epreuves/\(epreuve)/copie/\(copie)/correction")
        try await server.correct(copie, note: 14)
        _ = try await teacher.post("enseignant/corrections/\(copie)/comment", ["comment": "Belle reprise."])
        return Given(
            pupil: pupil, teacher: teacher, admin: try await server.appointed(.admin, "admin@lycee.fr"),
            person: try await server.id(of: pupil), copie: copie)
    }

    private func json(_ archive: Archive, _ name: String) throws -> JSONValue {
        try JSONDecoder().decode(JSONValue.self, from: try #require(archive.files[name]))
    }

    private func lines(_ archive: Archive, _ name: String) throws -> [JSONValue] {
        try archive.text(name).split(separator: "\n").map {
            try JSONDecoder().decode(JSONValue.self, from: Data($0.utf8))
        }
    }

    @Test func `has account, subjects, copies, files, activity and every record, opened`() async throws {
        try await TestServer.run { server in
            let given = try await given(server)
            let answer = try await given.pupil.get("account/export")
            #expect(answer.status == 200 && answer.header("Content-Type") == "application/zip")
            #expect(answer.header("Content-Disposition")?.contains("eaf-donnees-personnelles.zip") == true)
            #expect(answer.header("Cache-Control") == "no-store")
            let archive = try Archive(answer.bytes)
            let folder = "copies/\(given.copie)"
            #expect(
                archive.names == [
                    "LISEZMOI.txt", "activite-001.ndjson", "compte.json", "\(folder)/copie.json",
                    "\(folder)/copie.png", "enregistrements-001.ndjson", "epreuves.json",
                ])
            #expect(try archive.text("LISEZMOI.txt").contains("RGPD"))
            let account = try json(archive, "compte.json")
            #expect(account["email"] == "lea@lycee.fr" && account["profile"]["displayName"] == "Léa Martin")
            #expect(account["profile"]["establishment"] == "Lycée Jean-Zay" && account["sessions"].items.count == 1)
            #expect(account["consents"] == [] && account["classroom"]["teaches"] == false)
            #expect(try json(archive, "epreuves.json")["epreuves"][0]["type"] == "commentaire")
            let copie = try json(archive, "\(folder)/copie.json")
            #expect(copie["copie"]["ocrText"] == "Le poète chante la nuit.")
            #expect(copie["copie"]["comments"][0]["text"] == "Belle reprise.")
            #expect(copie["corrections"].items.map { $0["correction"]["note"] } == [12, 14])
            #expect(archive.files["\(folder)/copie.png"] == Data(try SampleFile.bytes("page.png")))
            let activity = try lines(archive, "activite-001.ndjson").map { $0["feature"].text }
            for feature in ["register", "login", "atelier", "epreuve_generate", "copie_upload", "class_join"] {
                #expect(activity.contains(feature), "\(feature)")
            }
            let records = try lines(archive, "enregistrements-001.ndjson")
            let opened = try archive.text("enregistrements-001.ndjson")
            for text in [
                "mon brouillon", "Texte lu par la machine.", "Mes forêts", "eaf-tests", "Première lecture ratée.",
            ] {
                #expect(opened.contains(text), "\(text)")
            }
            #expect(!opened.contains("$argon2id"), "nobody gets a password hash")
            #expect(records.last?["record"]["type"] == "fr.eaf.person.exported.v1")
            // No record that names the person is missing.
            let naming = try server.folder.logText().split(separator: "\n").filter {
                $0.contains(given.person.description) || $0.contains("copie/\(given.copie)")
            }
            #expect(records.count == naming.count)
        }
    }

    @Test func `is noted, with who took it and for whom`() async throws {
        try await TestServer.run { server in
            let given = try await given(server)
            #expect(try await given.pupil.get("account/export").status == 200)
            #expect(try await given.admin.get("admin/accounts/\(given.person)/export").status == 200)
            let admin = try await server.id(of: given.admin)
            var noted: [String] = []
            try server.state.log.forEachRecord(after: .zero, through: server.state.log.head.position) { record in
                guard case .person(.exported(let data)) = try EventCatalog.current.event(of: record) else { return }
                #expect(record.entity == .account(given.person))
                noted.append("\(data.cause.rawValue) \(record.actor)")
            }
            #expect(noted == ["person \(Actor.user(given.person))", "admin \(Actor.user(admin))"])
            let unknown = try await given.admin.get("admin/accounts/\(PersonID.random())/export")
            #expect(unknown.status == 404 && unknown["code"] == "compte-introuvable")
            #expect(try await given.teacher.get("admin/accounts/\(given.person)/export").status == 403)
        }
    }

    @Test func `of a teacher has nothing of the pupils`() async throws {
        try await TestServer.run { server in
            let given = try await given(server)
            let archive = try Archive(try await given.teacher.get("account/export").bytes)
            #expect(try json(archive, "compte.json")["classroom"]["pupils"] == 1)
            let all = archive.files.values.map { String(decoding: $0, as: UTF8.self) }.joined()
            for text in ["Belle reprise.", "lea@lycee.fr", "Léa", "Texte lu"] {
                #expect(!all.contains(text), "\(text)")
            }
            let comment = try lines(archive, "enregistrements-001.ndjson").first {
                $0["record"]["type"] == "fr.eaf.correction.commented.v1"
            }
            #expect(comment?["unsealed"]["text"] == .null && comment != nil)
        }
    }

    @Test func `is given although a file is lost, and says so`() async throws {
        try await TestServer.run { server in
            let given = try await given(server)
            let blob = try #require(server.folder.blobs().first)
            try FileManager.default.removeItem(atPath: server.folder.dataPath + "/uploads/copies/" + blob)
            let archive = try Archive(try await given.pupil.get("account/export").bytes)
            #expect(archive.names.contains("copies/\(given.copie)/FICHIER-MANQUANT.txt"))
            #expect(try json(archive, "copies/\(given.copie)/copie.json")["corrections"].items.count == 2)
        }
    }

    @Test func `lies in several files when there is much of it`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let text = String(repeating: "x", count: 500)
            let payload = JSONValue.object(
                Dictionary(uniqueKeysWithValues: (0..<20).map { ("n\($0)", .string(text)) }))
            let count = PersonArchive.partBytes / 10_000 + 50
            for _ in 0..<count {
                _ = try await pupil.post("memory/events", ["feature": "f", "payload": payload])
            }
            let archive = try Archive(try await pupil.get("account/export").bytes)
            #expect(archive.names.contains("enregistrements-002.ndjson"))
            let parts = archive.names.filter { $0.hasPrefix("activite") }
            let entries = try parts.flatMap { try lines(archive, $0) }
            #expect(entries.count { $0["feature"] == "f" } == count)
        }
    }

    @Test func `runs twice at once and three times an hour, and a client that went away gives its place back`()
        async throws
    {
        try await TestServer.run(.init(limitsRates: true)) { server in
            let pupil = try await server.pupil()
            let person = try await server.id(of: pupil)
            let exporter = server.control.exporter
            func begin() async throws -> PersonExport {
                try await exporter.begin(person, cause: .operator, as: .operator("tests"), for: server.trace)
            }
            var running = [try await begin(), try await begin()]
            let refused = try await pupil.get("account/export")
            #expect(refused.status == 503 && refused.header("Retry-After") == "10")
            running.removeLast()
            for _ in 0..<2 { #expect(try await pupil.get("account/export").status == 200) }
            #expect(try await pupil.get("account/export").status == 429)
            #expect(running.count == 1)
        }
    }

    @Test func `of an erased person is refused`() async throws {
        try await TestServer.run { server in
            let given = try await given(server)
            // Between the key's end and the record of it.
            try server.state.vault.erase(given.person)
            let half = try await given.pupil.get("account/export")
            #expect(half.status == 404 && half["code"] == "compte-introuvable")
            _ = try await server.control.carryOut(
                .erase(person: given.person.description), by: "tests", trace: server.trace)
            #expect(try await given.admin.get("admin/accounts/\(given.person)/export").status == 404)
            await #expect(throws: WriterError.rejected(.notFound(.account))) {
                _ = try await server.control.export(given.person.description, by: "tests", trace: server.trace)
            }
        }
    }
}
