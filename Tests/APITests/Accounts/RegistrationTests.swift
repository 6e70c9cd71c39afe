import Events
import Projections
import Testing

@testable import API

@Suite struct `Registering` {
    private static let taken = "Un compte existe déjà pour cet email."

    @Test func `answers ok and nothing else, and sets the three cookies`() async throws {
        try await TestServer.run { server in
            let answer = try await server.visitor().post(
                "auth/register", ["email": "lea@lycee.fr", "password": "motdepasse"])
            #expect(answer.status == 201)
            #expect(answer.text == #"{"ok":true}"#)
            let cookies = answer.setCookies
            #expect(cookies.keys.sorted() == ["eaf_csrf", "eaf_role", "eaf_session"])
            let attributes = "; Max-Age=1209600; Path=/; SameSite=Lax"
            #expect(cookies["eaf_session"]?.hasSuffix(attributes + "; HttpOnly") == true)
            #expect(cookies["eaf_role"] == "eaf_role=eleve\(attributes); HttpOnly")
            let csrf = try #require(cookies["eaf_csrf"])
            #expect(csrf.hasSuffix(attributes))
            #expect(csrf.wholeMatch(of: /eaf_csrf=[0-9a-f]{48}; .*/) != nil)
            // 256 random bits in base64url.
            #expect(cookies["eaf_session"]?.wholeMatch(of: /eaf_session=[-_A-Za-z0-9]{43}; .*/) != nil)
        }
    }

    @Test func `a site behind https marks its cookies Secure`() async throws {
        try await TestServer.run(.init(environment: ["PUBLIC_ORIGIN": "https://eaf.example.fr"])) { server in
            let answer = try await server.visitor().post(
                "auth/register", ["email": "lea@lycee.fr", "password": "motdepasse"])
            #expect(answer.setCookies.values.allSatisfy { $0.hasSuffix("; Secure") })
        }
    }

    @Test func `writes two facts in one commit, with no address, name or password in clear`() async throws {
        let folder = try ServerFolder()
        try await folder.serve { server in
            let before = server.head
            _ = try await server.pupil("secrete@lycee.fr", name: "Prénom-Secret")
            #expect(server.head == before + 2)
        }
        let lines = try folder.logText().split(separator: "\n").suffix(2)
        #expect(Set(lines.map { $0.firstMatch(of: /"commit":"(\d+)"/)?.output.1 }).count == 1)
        let text = try folder.logText()
        for secret in ["secrete@lycee.fr", "Prénom-Secret", "argon2", TestServer.password, "eaf-tests"] {
            #expect(!text.contains(secret), "\(secret)")
        }
    }

    @Test(arguments: ["lea@lycee.fr", "LEA@Lycee.FR", "  lea@lycee.fr  "])
    func `an address that differs by case or spaces is the same`(again: String) async throws {
        try await TestServer.run { server in
            _ = try await server.pupil("Lea@lycee.fr")
            let head = server.head
            let answer = try await server.visitor().post(
                "auth/register", ["email": .string(again), "password": "autre-motdepasse"])
            #expect(answer.status == 409)
            #expect(answer.error == Self.taken)
            #expect(answer.setCookies.isEmpty)
            #expect(server.head == head)
        }
    }

    @Test func `of 20 at once with one address exactly one gets it`() async throws {
        try await TestServer.run { server in
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<20 {
                    group.addTask {
                        let email = number.isMultiple(of: 2) ? "course@lycee.fr" : " COURSE@lycee.fr"
                        return try await server.visitor().post(
                            "auth/register", ["email": .string(email), "password": "motdepasse"]
                        ).status
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.count { $0 == 201 } == 1)
            #expect(statuses.count { $0 == 409 } == 19)
            #expect(server.models.accounts.count == 1)
            let again = try await server.visitor().post(
                "auth/login", ["email": "course@lycee.fr", "password": "motdepasse"])
            #expect(again.status == 200)
        }
    }

    @Test func `each broken rule is named, all at once, and the password is not echoed`() async throws {
        try await TestServer.run { server in
            let answer = try await server.visitor().post(
                "auth/register",
                ["email": "pas une adresse", "password": "court", "displayName": "", "role": "admin"])
            #expect(answer.status == 400)
            #expect(answer.error == "Payload invalide.")
            #expect(answer.issues == ["email email", "password length", "displayName length", "role choice"])
            #expect(answer["details"].items.count == 4)
            #expect(!answer.text.contains("court\""))
            let empty = try await server.visitor().post("auth/register", [:])
            #expect(empty.issues == ["email required", "password required"])
        }
    }

    @Test(arguments: ["admin", "auditeur", "directeur", "ELEVE"])
    func `nobody makes himself`(role: String) async throws {
        try await TestServer.run { server in
            let answer = try await server.visitor().post(
                "auth/register",
                ["email": "x@lycee.fr", "password": "motdepasse", "role": .string(role), "invitationCode": "A"])
            #expect(answer.status == 400)
            #expect(answer.issues == ["role choice"])
            #expect(server.models.accounts.count == 0)
        }
    }

    @Test func `a parent may, and sees the role everywhere`() async throws {
        try await TestServer.run { server in
            let parent = try await server.register("maman@lycee.fr", role: .parent)
            #expect(parent.cookies["eaf_role"] == "parent")
            let me = try await parent.get("auth/me")
            #expect(me["role"] == "parent")
        }
    }

    @Test func `more than 30 an hour from one address are too many, and say when to come back`() async throws {
        try await TestServer.run(.init(limitsRates: true)) { server in
            for _ in 0..<30 {
                let answer = try await server.visitor().post("auth/register", [:])
                #expect(answer.status == 400)
            }
            let refused = try await server.visitor().post("auth/register", [:])
            #expect(refused.status == 429)
            #expect(refused.error == "Trop de tentatives. Réessayez plus tard.")
            #expect(refused.header("Retry-After") == "120")
            server.clock.advance(seconds: 120)
            let later = try await server.visitor().post("auth/register", [:])
            #expect(later.status == 400)
        }
    }
}
