import Foundation
import Testing

/// A pupil full of canaries, in a class with another one.
struct CanaryStory {
    let teacher: Client
    let pupil: Client
    let other: Client
    /// The pupil's account.
    private(set) var person = ""
    private(set) var epreuve = ""
    private(set) var copie = ""

    /// Plays it on a server.
    init(on server: RunningServer) async throws {
        teacher = try await server.teacher("enseignante.canaris@essai.example")
        other = try await server.registered("max@essai.example", name: "Max")
        pupil = Client(origin: server.origin, agent: Canary.agent)
        try await expect(201, pupil.register(Canary.email, Canary.password, Canary.name))
        person = try await pupil.get("auth/me")["id"]
        _ = try await server.client().login(Canary.email, "mauvais-" + Canary.password)
        let code = try await teacher.send("POST", "enseignant/class-code")["classCode"]
        for client in [pupil, other] {
            try await expect(200, client.send("PUT", "student/profile", ["classCode": code]))
        }
        try await expect(200, pupil.send("PUT", "student/profile", ["establishment": Canary.school]))
        let event: [String: Any] = [
            "feature": Canary.feature, "path": Canary.path, "payload": [Canary.payload: Canary.payload],
        ]
        try await expect(201, pupil.send("POST", "memory/events", event))
        let otherEpreuve = try await other.newEpreuve()
        let otherCopie = try await other.handIn(.pdf, epreuve: otherEpreuve)["copieId"]
        let wish: [String: Any] = ["type": "dissertation", "oeuvre": Canary.work, "theme": Canary.theme]
        epreuve = try await pupil.send("POST", "epreuves/generate", wish, key: Canary.key)["epreuveId"]
        copie = try await pupil.handIn(Self.short, epreuve: epreuve, key: Canary.key)["copieId"]
        // Its text is too long for a record and lies in a blob.
        let long = try await pupil.handIn(Self.long, epreuve: epreuve)["copieId"]
        for (client, path) in [
            (other, "epreuves/\(otherEpreuve)/copie/\(otherCopie)"), (pupil, "epreuves/\(epreuve)/copie/\(copie)"),
            (pupil, "epreuves/\(epreuve)/copie/\(long)"),
        ] {
            try await eventually("\(path) is corrected") { try await client.get(path)["status"] == "done" }
        }
        try await expect(
            200, teacher.send("POST", "enseignant/corrections/\(copie)/comment", ["comment": Canary.comment]))
        _ = try await teacher.get("enseignant/export")
        _ = try await pupil.get("epreuves?email=\(Canary.key)")
    }

    private func expect(_ status: Int, _ answer: Client.Answer) throws {
        try #require(answer.status == status, "\(answer.text)")
    }

    private static let filler = [
        "Dans ce texte, le poète chante la liberté et la nature avec une grande force.",
        "Tout d'abord, la nature est présentée comme un refuge pour le promeneur solitaire.",
        "En effet, les images du bois et de la lumière donnent au lecteur une impression de calme.",
        "Ensuite, le vers libre accompagne le mouvement des oiseaux et la joie du matin.",
        "Enfin, la dernière strophe laisse une impression de mélancolie et de douceur.",
    ]

    private static func file(sentences: Int) -> SampleCopie {
        var lines: [String] = []
        for number in 0..<sentences {
            if number % 8 == 3 { lines.append(Canary.sentence) }
            lines.append(filler[number % filler.count])
        }
        return SampleCopie(bytes: TextPDF(lines: lines).bytes, "application/pdf", fileName: Canary.fileName)
    }

    private static let short = file(sentences: 20)
    private static let long = file(sentences: 560)

    /// Everything that others may read of the class, by path.
    func readings(at server: RunningServer) async throws -> [String: String] {
        var readings: [String: String] = [:]
        for path in [
            "auth/me", "enseignant/dashboard", "enseignant/export", "enseignant/copies/\(copie)", "memory/timeline",
        ] {
            readings[path] = try await teacher.at(server.origin).get(path).text
        }
        return readings
    }

    /// The class in figures: distribution, and the averages of those who have marks.
    func figures(at server: RunningServer) async throws -> String {
        let answer = try await teacher.at(server.origin).get("enseignant/dashboard")
        let students = answer.object["students"] as? [[String: Any]] ?? []
        let averages = students.map { "\($0["averageScore"] ?? "") of \($0["correctedCopies"] ?? "")" }
        let bands = answer.object["distribution"] as? [[String: Any]] ?? []
        return "\(bands.map { "\($0["label"] ?? ""): \($0["count"] ?? "")" }) \(averages)"
    }
}
