import Foundation
import Testing

@Suite struct `An operator at the command line` {
    @Test func `invites beside the server and without one, and each code works once`() async throws {
        let place = try Place()
        let offline = try await invite(place)
        let server = try await RunningServer(place)
        let beside = try await invite(place)
        let mode = try FileManager.default.attributesOfItem(atPath: place.data + "/control.sock")[.posixPermissions]
        #expect(mode as? Int == 0o600)
        for (index, code) in [offline, beside].enumerated() {
            let first = try await register(server, "prof-\(index)@essai.example", code)
            #expect(first.status == 201, "\(first.text)")
            let second = try await register(server, "intrus-\(index)@essai.example", code)
            #expect(second.status == 403 && second["code"] == "invitation-invalide")
        }
        // A socket that a killed server left behind is no server.
        try await server.kill()
        let after = try await invite(place)
        let again = try await RunningServer(place)
        #expect(try await register(again, "prof-2@essai.example", after).status == 201)
    }

    private func invite(_ place: Place) async throws -> String {
        let outcome = try await Binary.run("invite", "enseignant", "--json", at: place)
        #expect(outcome.status == 0 && outcome.output.split(separator: "\n").count == 1, "\(outcome.errors)")
        return try #require(try outcome.json["code"] as? String)
    }

    private func register(_ server: RunningServer, _ email: String, _ code: String) async throws -> Client.Answer {
        try await server.client().send(
            "POST", "auth/register",
            ["email": email, "password": "une-phrase-de-passe", "role": "enseignant", "invitationCode": code])
    }

    @Test(arguments: [true, false])
    func `keeps the accounts`(besideServer: Bool) async throws {
        let place = try Place()
        let email = "agent@essai.example"
        var server = try await RunningServer(place)
        func command(_ arguments: String..., input: String = "") async throws -> Binary.Outcome {
            if !besideServer { try await server.stop() }
            let words = (["$EAF", "account"] + arguments + ["--json"]).joined(separator: " ")
            let outcome = try await Binary.bash("printf '%s\\n' '\(input)' | \(words)", at: place)
            if !besideServer { server = try await RunningServer(place) }
            return outcome
        }
        let created = try await command("create", email, "--name", "Agent", input: "premiere-phrase")
        #expect(created.status == 0 && created.output.contains(#"{"account":""#), "\(created.errors)")
        let twice = try await command("create", email, input: "autre-phrase")
        #expect(twice.status == 65 && twice.errors.contains("existe déjà"))
        let short = try await command("create", "court@essai.example", input: "court")
        #expect(short.status == 65 && short.errors.contains("8 à 256"))
        #expect(try await command("role", email, "auditeur").status == 0)
        let list = try await command("list")
        #expect(list.output.contains(email) && list.output.contains("auditeur") && !list.output.contains("court@"))

        let browser = server.client()
        #expect(try await browser.login(email, "premiere-phrase").status == 200)
        #expect(try await command("password", email, input: "seconde-phrase").status == 0)
        #expect(try await browser.at(server.origin).get("auth/me").status == 401)
        #expect(try await server.client().login(email, "premiere-phrase").status == 401)
        let other = server.client()
        #expect(try await other.login(email, "seconde-phrase").status == 200)
        #expect(try await other.get("auth/me")["role"] == "auditeur")
        let revoked = try await command("revoke", email)
        #expect(try revoked.status == 0 && revoked.json["sessions"] as? Int == 1)
        #expect(try await other.at(server.origin).get("auth/me").status == 401)
        let unknown = try await command("role", "personne@essai.example", "eleve")
        #expect(unknown.status == 65 && unknown.errors.contains("Compte introuvable"))
    }

    @Test func `cannot give a password where other users of the machine would see it`() async throws {
        let place = try Place()
        for arguments in ["--password x", "une-phrase-de-passe"] {
            let outcome = try await Binary.bash("$EAF account create agent@essai.example \(arguments)", at: place)
            #expect(outcome.status == 64)
        }
    }

    @Test func `sees a new record within two seconds, and a reader that goes away is no error`() async throws {
        let place = try Place()
        let server = try await RunningServer(place)
        for value in 0..<300 {
            _ = try await server.client().send("POST", "metrics/vitals", ["name": "TTFB", "value": value])
        }
        let tail = try Child(
            Binary.path, ["log", "tail", "--follow", "-n", "1", "--json"], in: place.path,
            environment: place.environment)
        try await eventually("the tail shows the last record") { tail.output.contains("vital/TTFB") }
        _ = try await server.client().send("POST", "metrics/vitals", ["name": "FCP", "value": 5])
        try await eventually("the tail shows the new record", withinSeconds: 2) { tail.output.contains("vital/FCP") }
        tail.signal(2)
        try await tail.ended()
        #expect(tail.output.split(separator: "\n").count == 2)
        let head = try await Binary.bash("$EAF log show --json | head -1", at: place)
        #expect(head.status == 0 && head.errors.isEmpty && head.output.contains("fr.eaf.log.opened.v1"))
        #expect(head.output.split(separator: "\n").count == 1)
    }

    @Test func `plays the whole story with one command, which leaves nothing behind`() async throws {
        let place = try Place()
        let demo = try await Binary.run("demo", at: place, environment: ["TMPDIR": place.path])
        #expect(demo.status == 0, "\(demo.errors)")
        for step in 1...10 { #expect(demo.output.contains("\n\(step). ")) }
        for line in [
            "code d'invitation", "pending", "mots lus", "note : ", "répartition : ", "LCP : 2 mesure(s)",
            ": copie pending", ": copie done", "$ eaf ship --to", "ligne de temps 2",
            "dans le journal restauré : copie pending",
            "0 problème(s)", "Démonstration réussie.",
        ] {
            #expect(demo.output.contains(line), "\(line)")
        }
        let left = try FileManager.default.contentsOfDirectory(atPath: place.path).filter { $0.hasPrefix("eaf-demo") }
        #expect(left.isEmpty)
    }
}
