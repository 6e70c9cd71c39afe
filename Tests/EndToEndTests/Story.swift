import Foundation
import Testing

/// A little of everything: a class, a pupil, a corrected copie with a comment, telemetry and vitals.
struct Story {
    static let teacherEmail = "claire.valmont@essai.example"
    static let pupilEmail = "zelie.quemeneur@essai.example"
    static let pupilName = "Zélie Quéméneur"
    static let school = "Lycée Marie-Curie de Vire"
    static let comment = "Belle lecture de la chute, Zélie."
    static let gesture = "atelier-secret-de-zelie"
    static let passwords = ["une-phrase-de-passe", "zelie-aime-les-vers", "mauvaise-phrase"]

    let teacher: Client
    let pupil: Client
    private(set) var epreuve = ""
    private(set) var copie = ""

    /// Plays it on a server.
    init(on server: RunningServer, file: SampleCopie) async throws {
        teacher = try await server.teacher(Self.teacherEmail)
        pupil = try await server.registered(Self.pupilEmail, password: Self.passwords[1], name: Self.pupilName)
        #expect(try await server.client().login(Self.pupilEmail, Self.passwords[2]).status == 401)
        let code = try await teacher.send("POST", "enseignant/class-code")["classCode"]
        let profile = ["classCode": code, "establishment": Self.school, "eafDate": "2027-06-14"]
        try await expect(200, pupil.send("PUT", "student/profile", profile))
        epreuve = try await pupil.newEpreuve()
        copie = try await pupil.handIn(file, epreuve: epreuve, key: "la-copie")["copieId"]
        let path = "epreuves/\(epreuve)/copie/\(copie)"
        let pupil = pupil
        try await eventually("the copie is corrected") { try await pupil.get(path)["status"] == "done" }
        try await expect(
            200, teacher.send("POST", "enseignant/corrections/\(copie)/comment", ["comment": Self.comment]))
        try await expect(201, pupil.send("POST", "memory/events", ["feature": Self.gesture]))
        for value in 1...20 {
            try await expect(
                200, server.client().send("POST", "metrics/vitals", ["name": "LCP", "value": value * 100]))
        }
    }

    private func expect(_ status: Int, _ answer: Client.Answer) throws {
        try #require(answer.status == status, "\(answer.text)")
    }

    /// What teacher and pupil read, by path, with the answer's tag.
    func readings(at server: RunningServer) async throws -> [String: String] {
        let copiePath = "epreuves/\(epreuve)/copie/\(copie)"
        let lists = [
            (
                teacher,
                ["auth/me", "auth/sessions", "enseignant/dashboard", "enseignant/copies/\(copie)", "metrics/vitals"]
            ),
            (
                pupil,
                [
                    "auth/me", "auth/sessions", "student/profile", "memory/timeline", "epreuves",
                    "epreuves/\(epreuve)",
                    "epreuves/\(epreuve)/copies", copiePath, "copies",
                ]
            ),
        ]
        var readings: [String: String] = [:]
        for (client, paths) in lists {
            let who = client === teacher ? "teacher" : "pupil"
            for path in paths {
                let answer = try await client.at(server.origin).get(path)
                #expect(answer.status == 200, "\(path): \(answer.text)")
                readings["\(who) \(path)"] = "\(answer.header("ETag") ?? "-") \(answer.text)"
            }
        }
        return readings
    }
}
