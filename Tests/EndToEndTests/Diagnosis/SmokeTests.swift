import Foundation
import Testing

@Suite struct `A smoke test` {
    private func grades(_ outcome: Binary.Outcome) throws -> [String: String] {
        let checks = try outcome.json["checks"] as? [[String: Any]] ?? []
        return Dictionary(
            uniqueKeysWithValues: checks.map { ($0["name"] as? String ?? "", $0["grade"] as? String ?? "") })
    }

    @Test func `of a sound server passes, teacher and correction included`() async throws {
        let place = try Place()
        let server = try await RunningServer(place)
        let plain = try await Binary.run("smoke", server.origin + "/", at: place)
        #expect(plain.status == 0, "\(plain.output)\(plain.errors)")
        for name in [
            "correction ", "session refusée après déconnexion ", "tableau de bord de l'enseignant ",
            "page de connexion ", "pages de l'élève ", "page de l'enseignant ", "page de la bibliothèque ",
        ] {
            #expect(plain.output.contains("✓ \(name)"), "\(plain.output)")
        }
        #expect(!plain.output.contains("✗") && plain.output.contains(", 0 échec(s)"))
        let outcome = try await Binary.run("smoke", server.origin, "--json", at: place)
        #expect(outcome.status == 0, "\(outcome.output)")
        #expect(try !grades(outcome).values.contains("failed"))
    }

    @Test func `without a socket takes the operator's invitation, or says what it did not look at`() async throws {
        let place = try Place()
        let server = try await RunningServer(place)
        let elsewhere = try Place()
        let without = try await Binary.run("smoke", server.origin, "--json", at: elsewhere)
        #expect(without.status == 0, "\(without.output)")
        #expect(try grades(without)["tableau de bord de l'enseignant"] == "unverified")
        #expect(!FileManager.default.fileExists(atPath: elsewhere.log), "a visitor opens no log")
        let code = try #require(
            try await Binary.run("invite", "enseignant", "--json", at: place).json["code"] as? String)
        let with = try await Binary.run("smoke", server.origin, "--invitation", code, "--json", at: elsewhere)
        #expect(try grades(with)["tableau de bord de l'enseignant"] == "passed", "\(with.output)")
    }

    @Test func `fails when nobody corrects, and goes on`() async throws {
        let place = try Place()
        let server = try await RunningServer(place, environment: ["EAF_WORKER": "false"])
        let outcome = try await Binary.run(
            "smoke", server.origin, "--correction-seconds", "1", "--json", at: place)
        let grades = try grades(outcome)
        #expect(outcome.status == 1 && grades.filter { $0.value == "failed" }.map(\.key) == ["correction"])
        #expect(grades["tableau de bord de l'enseignant"] == "passed")
    }

    @Test func `fails where nobody listens, and leaves nothing anywhere`() async throws {
        let place = try Place()
        let outcome = try await Binary.run("smoke", "http://127.0.0.1:1", "--json", at: place)
        #expect(outcome.status == 1)
        #expect(try grades(outcome)["processus vivant"] == "failed")
        #expect(try await Binary.run("smoke", "ftp://x", at: place).status == 64)
        #expect(
            !FileManager.default.fileExists(atPath: place.log) && !FileManager.default.fileExists(atPath: place.data))
    }

    /// The negative control: a server that says yes to everything is not taken for a sound one.
    @Test func `is not deceived by a server that says yes to everything`() async throws {
        let place = try Place()
        let script = """
            import http.server
            class Yes(http.server.BaseHTTPRequestHandler):
                def do(self):
                    self.rfile.read(int(self.headers.get('Content-Length', 0)))
                    self.send_response(200); self.end_headers(); self.wfile.write(b'{}')
                do_GET = do_POST = do_PUT = do_DELETE = do
                def log_message(self, *a): pass
            server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Yes)
            print(server.server_port, flush=True); server.serve_forever()
            """
        let yes = try Child("/usr/bin/python3", ["-c", script], in: place.path, environment: place.environment)
        try await eventually("it listens") { yes.output.hasSuffix("\n") }
        let origin = "http://127.0.0.1:" + yes.output.dropLast()
        let outcome = try await Binary.run("smoke", origin, "--correction-seconds", "1", "--json", at: place)
        let failed = try grades(outcome).filter { $0.value == "failed" }.map(\.key)
        for name in ["en-têtes de sécurité", "description de l'API", "inscription", "page de connexion"] {
            #expect(failed.contains(name))
        }
        #expect(outcome.status == 1)
    }
}
