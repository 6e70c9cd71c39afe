import Events
import Foundation
import HTTPTypes
import Projections
import Testing

@testable import API

/// People, a class, an épreuve and copies, with the names that the document's examples use: they are sent as they stand.
struct APIStory {
    static let pupilEmail = "lea.martin@lycee-zay.fr"
    static let pupilPassword = "tramway-orange-77"
    static let classCode = "K7MPQ4"
    static let invitationCode = "7K2M-Q9XD-4HTB"

    let document: OpenAPIDocument
    let server: TestServer
    let pupil: Browser
    let teacher: Browser
    let admin: Browser
    let auditor: Browser
    let epreuve: String
    /// Corrected and commented.
    let copie: String
    /// A PDF whose first attempt failed.
    let waiting: String

    init(_ document: OpenAPIDocument, _ server: TestServer) async throws {
        self.document = document
        self.server = server
        pupil = try await server.register(Self.pupilEmail, name: "Léa Martin", password: Self.pupilPassword)
        teacher = try await server.teacher("prof@lycee-zay.fr", name: "Paul Durand")
        admin = try await server.appointed(.admin, "admin@lycee-zay.fr")
        auditor = try await server.appointed(.auditeur, "auditeur@academie.fr")
        try await server.submit(
            RotateClassCode(teacher: try await server.id(of: teacher), newClass: .random(), code: Self.classCode))
        let profile: JSONValue = [
            "classCode": .string(Self.classCode), "eafDate": "2026-06-11", "establishment": "Lycée Jean-Zay",
        ]
        try #require(try await pupil.put("student/profile", profile).status == 200)
        _ = try await pupil.post("memory/events", ["type": "navigation", "path": "/atelier-ecrit"])
        let wish: JSONValue = ["type": "commentaire", "oeuvre": "Les Fleurs du mal", "theme": "rencontre"]
        epreuve = try await pupil.post("epreuves/generate", wish)["epreuveId"].text
        copie = try await server.handIn(pupil, to: epreuve)
        waiting = try await server.handIn(pupil, to: epreuve, "une-page.pdf")
        try await correct()
        try await fail()
        let comment: JSONValue = ["comment": "Bonne lecture ; reprenez la deuxième partie."]
        try #require(try await teacher.post("enseignant/corrections/\(copie)/comment", comment).status == 200)
        let mark: JSONValue = ["note": 14.5, "motif": "L'ouverture, non notée, mérite un point."]
        try #require(try await teacher.post("enseignant/copies/\(copie)/note", mark).status == 200)
        // What the service does beside the server: the tree covers every copie.
        try server.state.tree.catchUp()
    }

    /// Makes the code of the examples usable, once.
    static func invite(_ server: TestServer) async throws {
        let hash = server.backend.invitationHash.of(InvitationCode.normalised(invitationCode))
        try await server.submit(CreateInvitation(id: .random(), role: .enseignant, codeHash: hash))
    }

    /// Records the documented correction, which is valid by the official scheme.
    func correct() async throws {
        let content = document.response(try #require(document.operation("getCopie")), 200)["content"]
        let example = document.resolved(content["application/json"]["examples"]["corrigee"])["value"]["correction"]
        let correction = try JSONDecoder().decode(Correction.self, from: Data(example.bytes))
        try correction.validate(against: .official(for: .commentaire))
        let run = CorrectionRunID.random()
        let copie = try #require(CopieID(copie))
        try await server.submit(ClaimCopie(copie: copie, run: run, worker: "tests"))
        let reading = CopieRead(
            run: run, method: .ocr, pages: 1, words: 7, confidence: 91, textBlob: nil,
            text: .clear("Un éclair puis la nuit, fugitive beauté."))
        try await server.submit(ReportReading(copie: copie, reading: reading))
        let completed = CorrectionCompleted(
            run: run, attempt: 1, note: correction.note, provider: correction.correcteur.fournisseur,
            model: correction.correcteur.modele, provisional: correction.provisoire, correction: .clear(correction))
        try await server.submit(
            ReportCorrection(copie: copie, run: run, calls: [Self.call(of: copie)], outcome: .completed(completed)))
    }

    private static func call(of copie: CopieID) -> NotedCall {
        NotedCall(
            ModelCalled(
                skill: "correcteur", provider: "local", model: "regles-2", tokensIn: 0, tokensOut: 0,
                latencyMilliseconds: 40, costMicroEuros: 0, outcome: "success", copie: copie))
    }

    private func fail() async throws {
        let run = CorrectionRunID.random()
        let copie = try #require(CopieID(waiting))
        try await server.submit(ClaimCopie(copie: copie, run: run, worker: "tests"))
        try await server.submit(
            ReportCorrection(
                copie: copie, run: run, calls: [],
                outcome: .failed(code: "timed-out", reason: "Trop long.", attempt: 1, retryable: true)))
    }

    /// Somebody who may call the operation.
    func caller(of operation: OpenAPIDocument.Operation) -> Browser {
        if operation.json["security"].items.isEmpty { return server.visitor() }
        if operation.roles.isEmpty || operation.roles.contains("eleve") { return pupil }
        return operation.roles.contains("enseignant") ? teacher : admin
    }

    /// Sends a documented request: its parameters in the path from the story, its body as it stands.
    func send(_ operation: OpenAPIDocument.Operation, _ body: JSONValue?, by browser: Browser) async throws -> Answer
    {
        let method = try #require(HTTPRequest.Method(operation.method))
        if operation.id == "handInCopie" { return try await server.upload(browser, to: epreuve) }
        return try await browser.send(
            method, try await path(operation), body: body?.bytes, type: body.map { _ in "application/json" })
    }

    func path(_ operation: OpenAPIDocument.Operation) async throws -> String {
        var path = operation.path.replacing("{epreuveId}", with: epreuve).replacing("{copieId}", with: copie)
        if path.contains("{sessionId}") {
            let sessions = try await pupil.get("auth/sessions")["sessions"]
            path = path.replacing("{sessionId}", with: sessions[0]["id"].text)
        }
        path = path.replacing("{documentId}", with: "fiche-commentaire-1")
        path = path.replacing("log/tile/entries/{path}", with: "log/tile/entries/000.p/1")
        path = path.replacing("log/tile/{path}", with: "log/tile/0/000.p/1")
        if path.contains("{accountId}") {
            // The right to unseal is for auditors only.
            let account = operation.id == "changeUnsealing" ? auditor : pupil
            path = path.replacing("{accountId}", with: try await server.id(of: account).description)
        }
        return path + (Self.queries[operation.id] ?? "") + (operation.id == "getAuditState" ? "&id=\(copie)" : "")
    }

    /// Parameters that an operation needs, or without which a header would be missing.
    private static let queries = ["listAuditEvents": "?limit=3", "getAuditState": "?view=copie"]

    /// What `getAuditState` can be asked for, by view and id.
    func pastThings() async throws -> [(view: String, id: String)] {
        let classroom = server.models.classes.withCode(Self.classCode)?.id.description ?? ""
        return [
            ("class", classroom), ("account", try await server.id(of: pupil).description), ("copie", waiting),
        ]
    }
}
