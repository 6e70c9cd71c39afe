import Events
import Projections
import Testing

@testable import API

@Suite struct `Registering as a teacher` {
    private func register(_ server: TestServer, _ email: String, code: JSONValue) async throws -> Answer {
        try await server.visitor().post(
            "auth/register",
            ["email": .string(email), "password": "motdepasse", "role": "enseignant", "invitationCode": code])
    }

    private func expectRefused(_ answer: Answer, _ server: TestServer) {
        #expect(answer.status == 403)
        #expect(answer.error == "Code d'invitation absent, inconnu, déjà utilisé ou expiré.")
        #expect(answer.setCookies.isEmpty)
        #expect(!server.models.accounts.all.values.contains { $0.role == .enseignant })
    }

    @Test(arguments: [nil, "", "   ", "AAAA-BBBB-CCCC"] as [JSONValue])
    func `without a valid code is refused`(code: JSONValue) async throws {
        try await TestServer.run { server in
            let answer = try await register(server, "prof@lycee.fr", code: code)
            expectRefused(answer, server)
        }
    }

    @Test func `a code works once, however it is typed`() async throws {
        try await TestServer.run { server in
            let code = try await server.invitation()
            #expect(code.wholeMatch(of: /[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}/) != nil)
            let typed = " " + code.lowercased().replacing("-", with: " ") + " "
            let first = try await register(server, "prof@lycee.fr", code: .string(typed))
            #expect(first.status == 201)
            #expect(first.setCookies["eaf_role"]?.hasPrefix("eaf_role=enseignant;") == true)
            let second = try await register(server, "autre@lycee.fr", code: .string(code))
            #expect(second.status == 403)
            #expect(server.models.accounts.count == 1)
        }
    }

    @Test func `a code cannot be used after 14 days`() async throws {
        try await TestServer.run { server in
            let code = try await server.invitation()
            server.clock.advance(seconds: CreateInvitation.lifeSeconds)
            expectRefused(try await register(server, "prof@lycee.fr", code: .string(code)), server)
        }
    }

    @Test func `ten at once with one code make one teacher`() async throws {
        try await TestServer.run { server in
            let code = try await server.invitation()
            let made = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<10 {
                    group.addTask {
                        try await register(server, "prof\(number)@lycee.fr", code: .string(code)).status
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(made.count { $0 == 201 } == 1)
            #expect(made.count { $0 == 403 } == 9)
            #expect(server.models.accounts.count == 1)
        }
    }

    @Test func `a teacher's code gives a pupil nothing, and is not used up`() async throws {
        try await TestServer.run { server in
            let code = try await server.invitation()
            let answer = try await server.visitor().post(
                "auth/register",
                ["email": "lea@lycee.fr", "password": "motdepasse", "invitationCode": .string(code)])
            #expect(answer.status == 403)
            let teacher = try await register(server, "prof@lycee.fr", code: .string(code))
            #expect(teacher.status == 201)
        }
    }

    @Test func `admins invite over HTTP, and nobody else`() async throws {
        try await TestServer.run { server in
            let admin = try await server.appointed(.admin, "admin@lycee.fr")
            let invited = try await admin.post("invitations", [:])
            #expect(invited.status == 201)
            #expect(invited.json.names == ["code", "expiresAt", "role"])
            #expect(invited["role"] == "enseignant")
            let teacher = try await register(server, "prof@lycee.fr", code: invited["code"])
            #expect(teacher.status == 201)
            let other = try await admin.post("invitations", ["role": "admin"])
            #expect(other.status == 400)
            for role in [Role.enseignant, .auditeur] {
                let browser = try await server.appointed(role, "\(role.rawValue)@lycee.fr")
                let refused = try await browser.post("invitations", [:])
                #expect(refused.status == 403)
                #expect(refused.error == "Accès refusé.")
            }
            let pupil = try await server.pupil()
            #expect(try await pupil.post("invitations", [:]).status == 403)
        }
    }

    @Test func `an admin changes a role, in effect for sessions that are open`() async throws {
        try await TestServer.run { server in
            let admin = try await server.appointed(.admin, "admin@lycee.fr")
            let pupil = try await server.pupil()
            let id = try await server.id(of: pupil)
            let path = "admin/accounts/\(id)/role"
            #expect(try await pupil.put(path, ["role": "admin"]).status == 403)
            #expect(try await admin.put(path, [:]).issues == ["role required"])
            #expect(try await admin.put(path, ["role": "enseignant"]).status == 200)
            #expect(try await pupil.get("enseignant/dashboard").status == 200)
            let unknown = try await admin.put("admin/accounts/\(PersonID.random())/role", ["role": "parent"])
            #expect(unknown.status == 404)
        }
    }
}
