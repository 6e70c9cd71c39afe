import Events
import Projections
import Testing

@testable import API

@Suite struct `The state and the log` {
    @Test(arguments: [1, 2, 3, 20_260_120] as [UInt64])
    func `whatever is done, live state, fold of the log and snapshot with tail are one`(seed: UInt64) async throws {
        let folder = try ServerFolder()
        let live = try await folder.serve { server in
            var random = RandomCommands(seed: seed)
            for step in 0..<600 {
                if step % 20 == 0 {
                    let person = random.newPerson()
                    try server.state.vault.makeKey(for: person)
                    try await server.submit(random.register(person), as: .user(person))
                }
                if step % 97 == 96, let person = random.persons.first(where: { server.models.accounts[$0] != nil }) {
                    try server.state.vault.erase(person)
                    try await server.submit(ErasePerson(person: person, cause: .operator))
                }
                if step == 300 { try snapshot(server) }
                server.clock.advance(seconds: random.number(below: 20_000))
                try await submitSome(&random, server)
            }
            let head = server.state.log.headSeen
            #expect(server.models.position == head)
            #expect(head.rawValue > 400, "the commands should do something: \(head)")
            let folded = try ReadModels.folded(from: server.state.log, through: head)
            #expect(folded == server.models, "seed \(seed)")
            return server.models
        }
        try await folder.serve { server in
            let folded = try ReadModels.folded(from: server.state.log, through: live.position)
            #expect(server.state.snapshotPosition > .zero)
            #expect(folded == live, "seed \(seed)")
            // Opening may have freed interrupted runs: those facts are the only ones that came since.
            let now = try ReadModels.folded(from: server.state.log, through: server.models.position)
            #expect(now == server.models, "snapshot and tail, seed \(seed)")
        }
    }

    /// One command, or several at once, which may share a commit.
    private func submitSome(_ random: inout RandomCommands, _ server: TestServer) async throws {
        var commands: [(any Command, Actor)] = []
        for _ in 0...random.number(below: 4) { commands.append(random.next(in: server.models)) }
        await withTaskGroup(of: Void.self) { group in
            for (command, actor) in commands {
                group.addTask {
                    do throws(WriterError) {
                        try await server.submit(command, as: actor)
                    } catch {
                        switch error {
                        case .rejected, .personErased: return
                        default: Issue.record("\(error)")
                        }
                    }
                }
            }
        }
    }

    private func snapshot(_ server: TestServer) throws {
        let models = server.models
        _ = try server.state.snapshots.write(
            models, line: try server.state.log.record(at: models.position))
    }

    @Test func `of an erased person nothing can be read, class figures stay, and nothing crashes`() async throws {
        let folder = try ServerFolder()
        let (teacher, pupil, before) = try await folder.serve { server in
            let teacher = try await server.teacher()
            let pupil: Browser = try await server.pupil("lea@lycee.fr", name: "Léa-Secrète")
            try await server.makeClass(of: teacher, pupils: [pupil])
            let (epreuve, copie) = try await server.corrected(pupil, note: 12)
            _ = try await teacher.post("enseignant/corrections/\(copie)/comment", ["comment": "Bravo."])
            let waiting = try await server.handIn(pupil, to: epreuve)
            let person = try await server.id(of: pupil)
            let distribution = try await teacher.get("enseignant/dashboard")["distribution"]
            // Between the key's end and the record of it, a request may come.
            try server.state.vault.erase(person)
            for path in ["auth/me", "memory/timeline", "copies", "epreuves/\(epreuve)/copie/\(copie)"] {
                let answer = try await pupil.get(path)
                #expect(answer.status < 500, "\(path)")
                #expect(!answer.text.contains("Secrète") && !answer.text.contains("Bravo"))
            }
            let write = try await pupil.put("student/profile", ["displayName": "Moi"])
            #expect(write.status == 401)
            let upload = try await server.upload(pupil, to: epreuve)
            #expect(upload.status == 401)
            let login = try await server.visitor().post(
                "auth/login", ["email": "lea@lycee.fr", "password": .string(TestServer.password)])
            #expect(login.status == 401)
            try await server.submit(ErasePerson(person: person, cause: .operator))
            await #expect(throws: WriterError.rejected(.notClaimable)) { try await server.claim(waiting) }
            return (teacher, pupil, distribution)
        }
        try await folder.serve { server in
            let gone = try await server.again(pupil).get("auth/me")
            #expect(gone.status == 401)
            let dashboard = try await server.again(teacher).get("enseignant/dashboard")
            #expect(dashboard.status == 200)
            #expect(dashboard["distribution"] == before)
            // Without the row the class's mean would change.
            let left = dashboard["students"][0]
            #expect(dashboard["students"].items.count == 1 && left["displayName"] == "Élève effacé")
            #expect(left["averageScore"] == 12 && left["correctedCopies"] == 1 && left["email"] == "")
            #expect(left["lastActivity"] == .null && left["nextMockExam"] == .null)
            #expect(dashboard["copies"] == [])
            #expect(!dashboard.text.contains("lea@lycee.fr"))
            let export = try await server.again(teacher).get("enseignant/export")
            #expect(export.text.split(separator: "\n").dropFirst() == ["\"Élève effacé\",\"\",12.00,"])
            // The address is free again, for another person.
            _ = try await server.pupil("lea@lycee.fr")
        }
    }
}
