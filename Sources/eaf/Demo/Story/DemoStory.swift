import API
import Events
import Foundation
import Logging
import Projections
import Replay

/// The whole story on real input: a class, two copies, their corrections, and the log that can go back to before them.
struct DemoStory {
    /// How long a correction may take.
    private static let correctionSecondsMax = 120

    let server: DemoServer
    let log: DemoLog
    private var teacher: SiteClient
    private var pupil: SiteClient

    init(server: DemoServer) throws {
        self.server = server
        log = try DemoLog(folder: server.folder)
        teacher = SiteClient(origin: server.origin)
        pupil = SiteClient(origin: server.origin)
    }

    mutating func play() async throws {
        DemoText.step(1, "Le serveur écoute sur \(server.origin) ; le journal vient de s'ouvrir")
        try log.printNew()
        try await openClass()
        let typed = try await copie(
            4, "commentaire", "Cahier de Douai", resource: "copie-commentaire", "pdf", "application/pdf")
        _ = try await copie(5, "dissertation", "Manon Lescaut", resource: "copie-photo", "png", "image/png")
        try await followClass(commenting: typed)
        try await reportVitals()
        try await searchLibrary()
        try await goBack(to: typed)
    }

    private mutating func openClass() async throws {
        DemoText.step(2, "Une enseignante s'inscrit avec un code d'invitation et ouvre sa classe")
        let configuration = try EnvironmentReader(environment: server.environment, overrides: [:]).configuration()
        let client = ControlClient(
            configuration: configuration, operatorName: "demo", logger: Logger(label: "eaf.demo"))
        let invitation = try await client.carryOut(.invite(role: .enseignant))
        _ = try await teacher.send(
            "POST", "auth/register",
            [
                "email": "enseignante@eaf.local", "password": "une-phrase-de-passe", "displayName": "Mme Valmont",
                "role": "enseignant", "invitationCode": invitation.code ?? "",
            ])
        let code = try await teacher.send("POST", "enseignant/class-code", [:])["classCode"] as? String ?? ""
        DemoText.line("code d'invitation \(invitation.code ?? ""), code de la classe \(code)")
        try log.printNew()
        DemoText.step(3, "Un élève s'inscrit et rejoint la classe")
        _ = try await pupil.send(
            "POST", "auth/register",
            ["email": "camille@eaf.local", "password": "une-autre-phrase", "displayName": "Camille Lefort"])
        _ = try await pupil.send("PUT", "student/profile", ["classCode": code, "eafDate": "2027-06-14"])
        try log.printNew()
    }

    /// Asks for a subject, hands in a copie and waits for its correction.
    private mutating func copie(
        _ step: Int, _ type: String, _ oeuvre: String, resource: String, _ suffix: String, _ media: String
    ) async throws -> String {
        DemoText.step(step, "L'élève reçoit un sujet de \(type) et dépose \(resource).\(suffix)")
        guard let file = Bundle.module.url(forResource: resource, withExtension: suffix) else {
            throw SiteFailure("Le fichier \(resource).\(suffix) manque à l'installation.")
        }
        let epreuve = try await pupil.send("POST", "epreuves/generate", ["type": type, "oeuvre": oeuvre])
        DemoText.line("sujet : \(epreuve["sujet"] ?? "")")
        let path = "epreuves/\(epreuve["epreuveId"] ?? "")/copie"
        let handedIn = try await pupil.upload(path, file: file, type: media)
        DemoText.line("copie \(handedIn["copieId"] ?? "") : \(handedIn["status"] ?? "")")
        for badge in handedIn["newBadges"] as? [String] ?? [] { DemoText.line("badge : \(badge)") }
        let id = handedIn["copieId"] as? String ?? ""
        let corrected = try await waitForCorrection("\(path)/\(id)")
        try log.printNew()
        DemoText.correction(corrected)
        return id
    }

    private mutating func waitForCorrection(_ path: String) async throws -> [String: Any] {
        for _ in 0..<Self.correctionSecondsMax * 5 {
            let copie = try await pupil.get(path)
            switch copie["status"] as? String {
            case "done": return copie
            case "error": throw SiteFailure("La correction a échoué : \(copie["failureReason"] ?? "")")
            default: try await Task.sleep(for: .milliseconds(200))
            }
        }
        throw SiteFailure("La correction n'est pas arrivée en \(Self.correctionSecondsMax) s.")
    }

    private mutating func followClass(commenting copie: String) async throws {
        DemoText.step(6, "L'enseignante commente une copie et suit la classe")
        let comment = "Belle lecture de la chute. Soignez l'orthographe d'usage."
        _ = try await teacher.send("POST", "enseignant/corrections/\(copie)/comment", ["comment": comment])
        let dashboard = try await teacher.get("enseignant/dashboard")
        for student in dashboard["students"] as? [[String: Any]] ?? [] {
            DemoText.line(
                "\(student["displayName"] ?? "") : moyenne \(DemoText.number(student["averageScore"]))/20, "
                    + "épreuve le \(student["nextMockExam"] ?? "–")")
        }
        let bands = dashboard["distribution"] as? [[String: Any]] ?? []
        DemoText.line(
            "répartition : " + bands.map { "\($0["label"] ?? "") → \($0["count"] ?? "")" }.joined(separator: ", "))
        let page = "/atelier-ecrit/correction/\(copie)"
        _ = try await SmokeStep.page(&pupil, page, showing: "Belle lecture de la chute.")
        _ = try await SmokeStep.page(&teacher, "/enseignant", showing: "Camille Lefort")
        DemoText.line("pages : \(server.origin)\(page) montre le commentaire à l'élève")
        try log.printNew()
    }

    private mutating func reportVitals() async throws {
        DemoText.step(7, "Des navigateurs signalent leur vitesse, l'enseignante lit la synthèse")
        for (name, value) in [("LCP", 1_840.0), ("LCP", 2_950.0), ("INP", 96.0), ("CLS", 0.04), ("TTFB", 310.0)] {
            _ = try await pupil.send(
                "POST", "metrics/vitals", ["name": name, "value": value, "path": "/atelier-ecrit"])
        }
        let vitals = try await teacher.get("metrics/vitals")["vitals"] as? [String: [String: Any]] ?? [:]
        for name in ["LCP", "INP", "CLS", "TTFB"] {
            let vital = vitals[name] ?? [:]
            DemoText.line(
                "\(name) : \(vital["count"] ?? 0) mesure(s), p75 \(DemoText.number(vital["p75"])), "
                    + "bonnes \(DemoText.number(vital["good"]))")
        }
        try log.printNew()
    }

    /// Adds a text of the school's beside the server, and asks as pupils type: without accents, with a mistake.
    private mutating func searchLibrary() async throws {
        DemoText.step(8, "L'établissement ajoute un texte à la bibliothèque, l'élève y cherche")
        let text = "Vingt ans après, le vieux pupitre gardait encore l'encre violette des billevesées d'autrefois."
        let file = server.folder + "/pupitre.txt"
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        try DemoOperator(folder: server.folder, environment: server.environment).run(["corpus", "import", file])
        for question in ["probelmatique du commentaire", "billevesees"] {
            DemoText.line("« \(question) » → \(try await firstTitle(question))")
        }
        try log.printNew()
    }

    /// The first document found; the index takes a moment to follow the log.
    private mutating func firstTitle(_ question: String) async throws -> String {
        for _ in 0..<Self.correctionSecondsMax * 5 {
            let body = try JSONSerialization.data(withJSONObject: ["query": question])
            let answer = try await pupil.exchange("POST", "rag/search", type: "application/json", body: [UInt8](body))
            let results = answer.object["results"] as? [[String: Any]]
            if let title = results?.first?["title"] as? String { return "« \(title) »" }
            guard answer.status == 503 || answer.status == 200 else { throw answer.unexpected }
            try await Task.sleep(for: .milliseconds(3_500))
        }
        throw SiteFailure("La recherche « \(question) » ne trouve rien.")
    }

    /// Stops the server, folds the log to just before the correction, restores it to there, and verifies every byte of the log.
    private mutating func goBack(to id: String) async throws {
        DemoText.step(9, "Le serveur s'arrête ; on rejoue le journal jusqu'à juste avant la correction")
        server.stop()
        try log.log.refresh()
        guard let copie = CopieID(id),
            let started = try log.position(of: "fr.eaf.correction.started.v1", about: "copie/\(id)")
        else { throw SiteFailure("La correction n'est pas dans le journal.") }
        let before = try log.log.wholeCommit(atOrBefore: LogPosition(started.rawValue - 1))
        let past = try ReadModels.folded(from: log.log, through: before)
        let now = try ReadModels.folded(from: log.log, through: log.log.head.position)
        DemoText.line("à la position \(before) : copie \(past.copies[copie]?.status.rawValue ?? "absente")")
        DemoText.line("à la position \(now.position) : copie \(now.copies[copie]?.status.rawValue ?? "absente")")
        guard past.copies[copie]?.status == .pending, now.copies[copie]?.status == .done else {
            throw SiteFailure("Le rejeu ne montre pas l'état attendu.")
        }
        try restore(to: before, expecting: copie)
        try verify()
    }

    /// Ships the log and restores it to `before` in another folder, as an operator does.
    private func restore(to before: LogPosition, expecting copie: CopieID) throws {
        DemoText.step(10, "Le journal part vers une sauvegarde ; une restauration s'arrête juste avant la correction")
        let demoOperator = DemoOperator(folder: server.folder, environment: server.environment)
        try demoOperator.run(["ship", "--to", "sauvegarde"])
        try demoOperator.run([
            "restore", "--from", "sauvegarde", "--into", "restauration", "--until", "\(before)", "--reason",
            "démonstration",
            "--keys-from", "data",
        ])
        let restored = try JSONLEventLog(reading: server.folder + "/restauration/eventlog", files: POSIXFiles())
        let status = try ReadModels.folded(from: restored, through: restored.head.position).copies[copie]?.status
        DemoText.line("dans le journal restauré : copie \(status?.rawValue ?? "absente")")
        guard status == .pending else { throw SiteFailure("La restauration ne montre pas l'état attendu.") }
    }

    private func verify() throws {
        DemoText.step(11, "Chaque octet du journal est vérifié")
        let report = try LogVerification.run(try LogFolder(server.folder + "/eventlog"), from: .zero) { _ in }
        DemoText.line("\(report.records) enregistrements, \(report.bytes) octets, \(report.problemCount) problème(s)")
        guard report.problemCount == 0 else { throw SiteFailure("Le journal a des problèmes.") }
    }
}
