import Foundation
import Testing

@Suite struct `A disk that is full` {
    @Test(arguments: FullDisk.Means.available)
    func `refuses what is to be written, goes on reading, and comes back by itself`(_ means: FullDisk.Means)
        async throws
    {
        let place = try Place()
        let disk = try await FullDisk(means, at: place)
        let server = disk.server
        let pupil = try await server.registered("plein@essai.example")
        let epreuve = try await pupil.newEpreuve()
        let before = try await answers(pupil, epreuve)
        try await disk.fill()
        // A file system may take a few bytes more in a page that is begun.
        var reports = 0
        while reports < 100, try await report(server).status == 200 { reports += 1 }
        for (name, answer) in try await commands(server, pupil, epreuve) {
            #expect(answer.status == 503, "\(name): \(answer.text)")
            #expect(
                answer.header("Content-Type")?.hasPrefix("application/problem+json") == true,
                "\(name): \(answer.text)")
            #expect(Int(answer.header("Retry-After") ?? "") ?? 0 > 0, "\(name)")
        }
        #expect(try await answers(pupil, epreuve) == before)
        let health = try await server.client().get("health")
        let checks = health.object["checks"] as? [String: String]
        #expect(health.status == 503 && checks?["log"] == "down")
        #expect(try await server.client().get("health/ready").status == 503)
        #expect(try await server.client().get("health/live").status == 200)
        try await disk.makeRoom()
        // Nobody writes meanwhile: whoever watches the health sends no request to a server that is down.
        try await eventually("the server is ready again", withinSeconds: 15) {
            try await server.client().get("health/ready").status == 200
        }
        #expect(try await report(server).status == 200)
        #expect(try await answers(pupil, epreuve) == before)
        try await checkAfterRestart(disk, pupil, epreuve, reports: reports + 1)
    }

    /// What was acknowledged is there, what was refused is not.
    private func checkAfterRestart(_ disk: FullDisk, _ pupil: Client, _ epreuve: String, reports: Int) async throws {
        let server = try await disk.restarted()
        let again = pupil.at(server.origin)
        #expect(try await again.get("epreuves/\(epreuve)").status == 200)
        #expect(try await again.get("student/profile")["targetScore"] != "19")
        #expect(try await again.get("epreuves").object["epreuves"].map { ($0 as? [Any])?.count } == 1)
        #expect(try await again.get("copies").object["copies"] as? [String] == [])
        let log = try LogFile(server.place)
        #expect(log.of("vital.reported").count == reports)
        #expect(log.of("telemetry.recorded").isEmpty && log.of("session.opened").count == 1)
        #expect(try LogCheck(server.place, isSettled: true).complaints == [])
        #expect(try await Binary.run("log", "verify", at: server.place).status == 0)
        #expect(try await server.client().register("refuse@essai.example", "une-phrase", "Refusée").status == 201)
        #expect(try await again.handIn(.pdf, epreuve: epreuve).status == 202)
    }

    private func report(_ server: RunningServer) async throws -> Client.Answer {
        try await server.client().send("POST", "metrics/vitals", ["name": "CLS", "value": 0.1])
    }

    private func commands(
        _ server: RunningServer, _ pupil: Client, _ epreuve: String
    ) async throws -> [(String, Client.Answer)] {
        [
            ("vitals", try await report(server)),
            ("profile", try await pupil.send("PUT", "student/profile", ["targetScore": "19"])),
            ("telemetry", try await pupil.send("POST", "memory/events", ["feature": "essai"])),
            ("épreuve", try await pupil.send("POST", "epreuves/generate", ["type": "dissertation"])),
            ("register", try await server.client().register("refuse@essai.example", "une-phrase", "Refusée")),
            ("login", try await server.client().login("plein@essai.example", "une-phrase-de-passe")),
            ("copie", try await pupil.handIn(.pdf, epreuve: epreuve, key: "copie-refusee")),
            ("logout", try await pupil.send("DELETE", "auth/sessions")),
        ]
    }

    private func answers(_ pupil: Client, _ epreuve: String) async throws -> [String] {
        var answers: [String] = []
        for path in ["auth/me", "student/profile", "epreuves", "epreuves/\(epreuve)", "copies", "memory/timeline"] {
            answers.append(try await pupil.get(path).text)
        }
        #expect(answers.allSatisfy { $0.hasPrefix("200 ") })
        return answers
    }
}
