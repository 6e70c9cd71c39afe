import Events
import HTTPTypes
import Projections
import Testing

@testable import API

@Suite struct `Erasing a person` {
    private let password: JSONValue = ["password": .string(TestServer.password)]

    private func eraseOwn(_ browser: Browser, _ body: JSONValue) async throws -> Answer {
        try await browser.send(.delete, "account", body: body.bytes, type: "application/json")
    }

    /// The records of erasures, by cause and actor.
    private func erasures(_ server: TestServer) throws -> [String] {
        var found: [String] = []
        try server.state.log.forEachRecord(after: .zero, through: server.state.log.head.position) { record in
            guard case .person(.erased(let data)) = try EventCatalog.current.event(of: record) else { return }
            found.append("\(data.cause.rawValue) \(record.actor.description)")
        }
        return found
    }

    @Test func `needs the password, ends every session and frees the address`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil("lea@lycee.fr")
            let phone = try await server.login("lea@lycee.fr")
            let person = try await server.id(of: pupil)
            for (body, status, code) in [
                (JSONValue.object([:]), 400, "payload-invalide"),
                (["password": "faux"], 403, "mot-de-passe-incorrect"),
            ] {
                let answer = try await eraseOwn(pupil, body)
                #expect(answer.status == status && answer["code"].text == code)
            }
            let without = try await pupil.send(
                .delete, "account", body: password.bytes, headers: [Browser.csrfHeader: ""])
            #expect(without.status == 403 && without["code"] == "csrf-manquant")
            #expect(try await pupil.get("auth/me").status == 200)

            let cookies = pupil.cookies
            let answer = try await eraseOwn(pupil, password)
            #expect(answer.status == 200 && answer.json == ["ok": true])
            #expect(pupil.cookies.isEmpty, "all three cookies are taken back")
            #expect(try await Browser(server.client, cookies: cookies).get("auth/me").status == 401)
            #expect(try await phone.get("auth/me").status == 401)
            #expect(try erasures(server) == ["person user/\(person)"])
            #expect(server.state.vault.isErased(person) && server.models.accounts.isErased(person))
            let again = try await server.pupil("lea@lycee.fr")
            #expect(try await server.id(of: again) != person)
        }
    }

    @Test func `counts wrong passwords with those of a change`() async throws {
        try await TestServer.run(.init(limitsRates: true)) { server in
            let pupil = try await server.pupil()
            for _ in 0..<RateLimit.password.burst {
                #expect(try await eraseOwn(pupil, ["password": "faux"]).status == 403)
            }
            #expect(try await eraseOwn(pupil, password).status == 429)
            let change: JSONValue = ["currentPassword": "x", "newPassword": "assez-long"]
            #expect(try await pupil.post("auth/password", change).status == 429)
        }
    }

    @Test func `is an admin's right, of whom one has to stay`() async throws {
        try await TestServer.run { server in
            let admin = try await server.appointed(.admin, "admin@lycee.fr")
            let pupil = try await server.pupil()
            let teacher = try await server.teacher()
            let person = try await server.id(of: pupil)
            for stranger in [teacher, pupil] {
                for path in ["admin/accounts/\(person)", "admin/accounts/\(PersonID.random())"] {
                    let answer = try await stranger.delete(path)
                    #expect(answer["code"] == "acces-refuse", "nobody learns who exists")
                    #expect(try await stranger.get(path + "/export")["code"] == "acces-refuse")
                }
            }
            #expect(try await admin.delete("admin/accounts/\(person)").status == 200)
            #expect(try await admin.delete("admin/accounts/\(person)").status == 404)
            #expect(try await admin.delete("admin/accounts/x").status == 404)

            let own = try await server.id(of: admin)
            for answer in [try await admin.delete("admin/accounts/\(own)"), try await eraseOwn(admin, password)] {
                #expect(answer.status == 409 && answer["code"] == "dernier-administrateur")
            }
            #expect(!server.state.vault.isErased(own), "refused before anything is destroyed")
            _ = try await server.appointed(.admin, "autre@lycee.fr")
            #expect(try await admin.delete("admin/accounts/\(own)").status == 200)
            #expect(admin.cookies.isEmpty)
            #expect(try erasures(server) == ["admin user/\(own)", "admin user/\(own)"])
        }
    }

    @Test func `removes files and snapshots, and leaves the others'`() async throws {
        try await TestServer.run { server in
            let lea = try await server.pupil()
            let max = try await server.pupil("max@lycee.fr")
            for pupil in [lea, max] { try await server.corrected(pupil, note: 12) }
            _ = try await server.handIn(lea, to: try await server.generate(lea))
            let models = server.models
            _ = try server.state.snapshots.write(models, line: try server.state.log.record(at: models.position))
            #expect(server.folder.blobs().count == 3)
            let person = try await server.id(of: lea)
            let erasure = try await server.control.carryOut(
                .erase(person: person.description.uppercased()), by: "tests", trace: server.trace
            ).erasure
            #expect(
                erasure == Erasure(account: person, sessions: 1, files: 2, snapshots: 1, residue: []))
            #expect(server.folder.blobs().count == 1 && server.state.snapshots.positions.isEmpty)
            #expect(Set(server.folder.blobs().map { String($0.suffix(64)) }) == server.models.copies.blobs)
            #expect(try await max.get("copies")["copies"].items.count == 1)
        }
    }

    @Test func `leaves of a pupil's copies the marks, and refuses the rest with a reason`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let teacher = try await server.teacher()
            try await server.makeClass(of: teacher, pupils: [pupil])
            let (epreuve, copie) = try await server.corrected(pupil, note: 12)
            let before = try await teacher.get("enseignant/dashboard")
            #expect(try await eraseOwn(pupil, password).status == 200)
            let position = server.head
            for answer in [
                try await teacher.get("enseignant/copies/\(copie)"),
                try await teacher.post("enseignant/corrections/\(copie)/comment", ["comment": "Bien."]),
                try await teacher.post("epreuves/\(epreuve)/copie/\(copie)/correction"),
            ] {
                #expect(answer.status == 410 && answer["code"] == "eleve-efface")
                #expect(answer.error.contains("supprimé"))
            }
            #expect(server.head == position)
            let after = try await teacher.get("enseignant/dashboard")
            #expect(after["distribution"] == before["distribution"])
            #expect(after["students"].items.map { $0["averageScore"] } == [12])
        }
    }

    @Test func `leaves a teacher's class to its pupils, closed`() async throws {
        try await TestServer.run { server in
            let teacher = try await server.teacher()
            let pupil = try await server.pupil()
            let late = try await server.pupil("tard@lycee.fr")
            let code = try await server.makeClass(of: teacher, pupils: [pupil])
            let (epreuve, copie) = try await server.corrected(pupil, note: 12)
            _ = try await teacher.post("enseignant/corrections/\(copie)/comment", ["comment": "Bien vu."])
            #expect(try await eraseOwn(teacher, password).status == 200)
            #expect(try await pupil.get("student/profile")["classCode"].text == code)
            let same = try await pupil.put("student/profile", ["classCode": .string(code), "targetScore": "15/20"])
            #expect(same.status == 200, "a profile sent back as it was read")
            let join = try await late.put("student/profile", ["classCode": .string(code)])
            #expect(join.status == 400 && join.issues == ["classCode unknown"])
            // The comment is about the pupil and stays the pupil's.
            let read = try await pupil.get("epreuves/\(epreuve)/copie/\(copie)")
            #expect(read["correction"]["note"] == 12 && read["comments"][0]["text"] == "Bien vu.")
            #expect(try await pupil.put("student/profile", ["classCode": ""]).status == 200)
            #expect(try await pupil.get("student/profile")["classCode"] == .null)
        }
    }

    @Test func `ends what was on its way cleanly`() async throws {
        try await TestServer.run { server in
            let teacher = try await server.teacher()
            let pupil = try await server.pupil()
            try await server.makeClass(of: teacher, pupils: [pupil])
            let (_, copie) = try await server.corrected(pupil, note: 12)
            let (person, master) = (try await server.id(of: pupil), try await server.id(of: teacher))
            // Between the key's end and the record of it.
            try server.state.vault.erase(person)
            let comment = CommentCorrection(
                copie: try #require(CopieID(copie)), teacher: master, comment: .random(), text: "Bien.")
            await #expect(throws: WriterError.rejected(.pupilErased)) {
                try await server.submit(comment, as: .user(master))
            }
            try await server.submit(ErasePerson(person: person, cause: .person), as: .user(person))
            // Neither sealed values nor a session are needed for these.
            let commands: [any Command] = [
                NoteExport(teacher: person), RotateClassCode(teacher: person, newClass: .random(), code: "ABCDEF"),
                ErasePerson(person: person, cause: .person),
            ]
            for command in commands {
                await #expect(throws: WriterError.personErased) {
                    try await server.submit(command, as: .user(person))
                }
            }
            #expect(
                try await server.control.eraser.erase(
                    person, cause: .operator, as: .operator("tests"), for: server.trace
                ).residue.isEmpty)
        }
    }

    @Test func `shows beforehand what it would touch`() async throws {
        try await TestServer.run { server in
            let teacher = try await server.teacher()
            let pupil = try await server.pupil("lea@lycee.fr")
            try await server.makeClass(of: teacher, pupils: [pupil])
            let (epreuve, copie) = try await server.corrected(pupil, note: 12)
            _ = try await server.handIn(pupil, to: epreuve)
            _ = try await teacher.post("enseignant/corrections/\(copie)/comment", ["comment": "Bien."])
            let head = server.head
            func planned(_ person: String) async throws -> ErasurePlan {
                try #require(
                    try await server.control.carryOut(.planErasure(person: person), by: "tests", trace: server.trace)
                        .plan)
            }
            let plan = try await planned(" LEA@lycee.fr ")
            #expect(plan.account == (try await server.id(of: pupil)) && plan.role == .eleve && !plan.isLastAdmin)
            #expect((plan.sessions, plan.epreuves, plan.copies, plan.files) == (1, 1, 2, 2))
            #expect((plan.corrections, plan.openCorrections, plan.comments) == (1, 1, 1))
            // Registered, session, épreuve, two uploads and requests, text, correction, comment.
            #expect(plan.records == 10)
            #expect(plan.attends != nil && plan.teaches == nil)
            let own = try await self.plan(of: teacher, server)
            #expect(own.teaches == plan.attends && own.pupils == 1)
            #expect(server.head == head, "looking changes nothing")
            await #expect(throws: Problem(Rejection.notFound(.account))) {
                try await planned(PersonID.random().description)
            }
        }
    }

    private func plan(of browser: Browser, _ server: TestServer) async throws -> ErasurePlan {
        try await server.control.eraser.plan(try await server.id(of: browser))
    }
}
