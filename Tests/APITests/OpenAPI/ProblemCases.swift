import Events
import Foundation
import HTTPTypes
import Projections
import Testing

@testable import API

/// Requests that are refused, by the example that shows the refusal.
struct ProblemCases {
    let story: APIStory

    static let unknown = "00000000-0000-4000-8000-000000000000"

    func all() async throws -> [ProvokedProblem] {
        try await strangers() + bodies() + missing() + conflicts() + library() + erased() + files() + sheets()
            + lists() + vitals() + large() + audit() + outage()
    }

    private func library() async throws -> [ProvokedProblem] {
        let pupil = story.pupil
        // Where the index would be made there is a file.
        let folder = story.server.folder.dataPath + "/search"
        try FileManager.default.createDirectory(
            atPath: story.server.folder.dataPath, withIntermediateDirectories: true)
        try Data().write(to: URL(fileURLWithPath: folder))
        let question: JSONValue = ["query": "ironie"]
        let unavailable = [
            came("RechercheIndisponible", "search", try await pupil.post("rag/search", question)),
            came("RechercheIndisponible", "listDocuments", try await pupil.get("rag/documents")),
            came("RechercheIndisponible", "getDocument", try await pupil.get("rag/documents/x")),
        ]
        try FileManager.default.removeItem(atPath: folder)
        return unavailable + [
            came("RechercheInvalide", "search", try await pupil.post("rag/search", ["query": " "])),
            came(
                "BibliothequeParametresInvalides", "listDocuments", try await pupil.get("rag/documents?limit=201")),
            came("DocumentIntrouvable", "getDocument", try await pupil.get("rag/documents/inconnu")),
        ]
    }

    func came(_ example: String, _ operation: String, _ answer: Answer) -> ProvokedProblem {
        ProvokedProblem(example: example, operation: operation, answer: answer)
    }

    private func strangers() async throws -> [ProvokedProblem] {
        let visitor = story.server.visitor()
        let pupil = story.pupil
        let csrf = Browser.csrfHeader
        let site = ["Sec-Fetch-Site": "cross-site"]
        return [
            came("NonAuthentifie", "getMe", try await visitor.get("auth/me")),
            came("NonAuthentifie", "logout", try await visitor.post("auth/logout")),
            came("CsrfManquant", "logout", try await pupil.post("auth/logout", headers: [csrf: ""])),
            came("CsrfInvalide", "logout", try await pupil.post("auth/logout", headers: [csrf: "faux"])),
            came("AccesRefuse", "getDashboard", try await pupil.get("enseignant/dashboard")),
            came(
                "AccesRefuse", "updateProfile",
                try await story.teacher.put("student/profile", ["classCode": "ZZZZZZ"])),
            came("AccesRefuse", "getVitals", try await pupil.get("metrics/vitals")),
            came("OrigineRefusee", "login", try await visitor.post("auth/login", [:], headers: site)),
            came("RouteInconnue", "", try await visitor.get("inconnue")),
            came("MethodeNonAutorisee", "", try await visitor.delete("student/profile")),
        ]
    }

    private func bodies() async throws -> [ProvokedProblem] {
        let visitor = story.server.visitor()
        let pupil = story.pupil
        let short: JSONValue = ["email": "lea", "password": "court"]
        let tooShort: JSONValue = ["currentPassword": .string(APIStory.pupilPassword), "newPassword": "court"]
        let wrong: JSONValue = ["currentPassword": "faux", "newPassword": "violon-bleu-1857"]
        let teacher: JSONValue = ["email": "a@b.fr", "password": "motdepasse", "role": "enseignant"]
        let login: JSONValue = ["email": .string(APIStory.pupilEmail), "password": "faux"]
        let comment = "enseignant/corrections/\(story.copie)/comment"
        let role = "admin/accounts/\(Self.unknown)/role"
        return [
            came("JsonInvalide", "login", try await visitor.send(.post, "auth/login", body: Array("{".utf8))),
            came("InscriptionInvalide", "register", try await visitor.post("auth/register", short)),
            came("InvitationInvalide", "register", try await visitor.post("auth/register", teacher)),
            came("ConnexionInvalide", "login", try await visitor.post("auth/login", ["email": "lea@lycee.fr"])),
            came("IdentifiantsInvalides", "login", try await visitor.post("auth/login", login)),
            came("MotDePasseTropCourt", "changePassword", try await pupil.post("auth/password", tooShort)),
            came("MotDePasseIncorrect", "changePassword", try await pupil.post("auth/password", wrong)),
            came(
                "ProfilInvalide", "updateProfile", try await pupil.put("student/profile", ["eafDate": "2026-06-31"])),
            came(
                "CodeDeClasseInconnu", "updateProfile",
                try await pupil.put("student/profile", ["classCode": "ZZZZZZ"])),
            came("EvenementInvalide", "recordEvent", try await pupil.post("memory/events", ["type": "autre"])),
            came(
                "TypeEpreuveInvalide", "generateEpreuve", try await pupil.post("epreuves/generate", ["type": "autre"])
            ),
            came("CommentaireInvalide", "commentCorrection", try await story.teacher.post(comment, ["comment": " "])),
            came(
                "NoteInvalide", "markCopie",
                try await story.teacher.post(
                    "enseignant/copies/\(story.copie)/note", ["note": 20.5, "motif": "Trop."])),
            came(
                "InvitationRoleInvalide", "createInvitation",
                try await story.admin.post("invitations", ["role": "admin"])),
            came("RoleInvalide", "changeRole", try await story.admin.put(role, [:])),
            came("CompteIntrouvable", "changeRole", try await story.admin.put(role, ["role": "parent"])),
        ]
    }

    private func missing() async throws -> [ProvokedProblem] {
        let none = Self.unknown
        let copie = "epreuves/\(story.epreuve)/copie/\(none)"
        let other = try await story.server.teacher("autre@lycee-zay.fr")
        let comment = "enseignant/corrections/\(story.copie)/comment"
        return [
            came("EpreuveIntrouvable", "getEpreuve", try await story.pupil.get("epreuves/\(none)")),
            came("EpreuveIntrouvable", "listCopiesOfEpreuve", try await story.pupil.get("epreuves/\(none)/copies")),
            came("EpreuveIntrouvable", "handInCopie", try await story.server.upload(story.pupil, to: none)),
            came("CopieIntrouvable", "getCopie", try await story.pupil.get(copie)),
            came("CopieIntrouvable", "requestCorrection", try await story.pupil.post("\(copie)/correction")),
            came("CopieIntrouvable", "getCopieOfClass", try await other.get("enseignant/copies/\(story.copie)")),
            came("HorsClasse", "commentCorrection", try await other.post(comment, ["comment": "Bien."])),
            came("TuileIntrouvable", "getLogTile", try await story.server.visitor().get("log/tile/0/999")),
            came("SessionIntrouvable", "closeSession", try await story.pupil.delete("auth/sessions/\(none)")),
        ]
    }

    private func conflicts() async throws -> [ProvokedProblem] {
        let pupil = story.pupil
        let account: JSONValue = ["email": .string(APIStory.pupilEmail), "password": "motdepasse"]
        let waiting = "epreuves/\(story.epreuve)/copie/\(story.waiting)/correction"
        let comment = "enseignant/corrections/\(story.waiting)/comment"
        let key = ["Idempotency-Key": "depot-1"]
        _ = try await pupil.post("epreuves/generate", ["type": "dissertation"], headers: key)
        _ = try await story.server.upload(pupil, to: story.epreuve, headers: key)
        return [
            came("EmailPris", "register", try await story.server.visitor().post("auth/register", account)),
            came("CorrectionEnCours", "requestCorrection", try await pupil.post(waiting)),
            came("CorrectionsEpuisees", "requestCorrection", try await exhausted()),
            came(
                "CopieNonCorrigee", "commentCorrection", try await story.teacher.post(comment, ["comment": "Bien."])),
            came(
                "CleReutilisee", "generateEpreuve",
                try await pupil.post("epreuves/generate", ["type": "commentaire"], headers: key)),
            came(
                "CleReutilisee", "handInCopie",
                try await story.server.upload(pupil, to: story.epreuve, "page.jpg", headers: key)),
            came(
                "CleInvalide", "generateEpreuve",
                try await pupil.post(
                    "epreuves/generate", ["type": "commentaire"], headers: ["Idempotency-Key": "a b"])),
            came(
                "CleInvalide", "handInCopie",
                try await story.server.upload(pupil, to: story.epreuve, headers: ["Idempotency-Key": "a b"])),
        ]
    }

    /// Asks for corrections, and gives them, until no more are given.
    private func exhausted() async throws -> Answer {
        while true {
            let answer = try await story.pupil.post("epreuves/\(story.epreuve)/copie/\(story.copie)/correction")
            guard answer.status == 202 else { return answer }
            try await story.correct()
        }
    }

    private func files() async throws -> [ProvokedProblem] {
        let pupil = story.pupil
        let epreuve = story.epreuve
        func upload(_ content: [UInt8], _ type: String) async throws -> Answer {
            try await pupil.upload(to: epreuve, FormBody.file(content, type: type))
        }
        func sample(_ name: String) async throws -> Answer { try await story.server.upload(pupil, to: epreuve, name) }
        let torn = Array("--\(FormBody.boundary)\r\nContent-Disposition: form-data; name=\"file\"\r\n".utf8)
        let large = try await upload([UInt8](repeating: 0x20, count: 1 << 20 | 1), "image/png")
        return [
            came("FichierManquant", "handInCopie", try await pupil.upload(to: epreuve, [], type: "text/plain")),
            came("FichierVide", "handInCopie", try await upload([], "image/png")),
            came("TypeNonSupporte", "handInCopie", try await upload(Array("texte".utf8), "image/png")),
            came("FormulaireInvalide", "handInCopie", try await pupil.upload(to: epreuve, torn)),
            came("FichierTropVolumineux", "handInCopie", large),
            came("FichierIllisible", "handInCopie", try await sample("tronque.pdf")),
            came("FichierProtege", "handInCopie", try await sample("chiffre.pdf")),
            came("TropDePages", "handInCopie", try await sample("deux-cents-pages.pdf")),
            came("TropDePixels", "handInCopie", try await sample("bombe.png")),
        ]
    }

    private func lists() async throws -> [ProvokedProblem] {
        let (pupil, teacher) = (story.pupil, story.teacher)
        let copies = "epreuves/\(story.epreuve)/copies"
        let foreign = Cursor(.epreuves, .zero).description
        let report = "epreuves/copies/\(story.waiting)/report"
        return [
            came("CurseurInvalide", "listEpreuves", try await pupil.get("epreuves?before=128")),
            came("CurseurInvalide", "listCopies", try await pupil.get("copies?before=\(foreign)")),
            came("CurseurInvalide", "listCopiesOfEpreuve", try await pupil.get("\(copies)?before=")),
            came("CurseurInvalide", "getTimeline", try await pupil.get("memory/timeline?before=\(foreign)")),
            came("CurseurInvalide", "listSessions", try await pupil.get("auth/sessions?before=\(foreign)")),
            came("CurseurInvalide", "listPupils", try await teacher.get("enseignant/eleves?before=\(foreign)")),
            came(
                "CurseurInvalide", "listCopiesOfClass", try await teacher.get("enseignant/copies?before=\(foreign)")),
            came("RapportIndisponible", "getReport", try await pupil.get(report)),
            came("CommentairesEpuises", "commentCorrection", try await commentedOut()),
        ]
    }

    /// Comments until no more are taken.
    private func commentedOut() async throws -> Answer {
        while true {
            let comment = "enseignant/corrections/\(story.copie)/comment"
            let answer = try await story.teacher.post(comment, ["comment": "Bien."])
            guard answer.status == 200 else { return answer }
        }
    }

    private func vitals() async throws -> [ProvokedProblem] {
        let visitor = story.server.visitor()
        let value: JSONValue = ["name": "LCP", "value": -1]
        return [
            came("VitalJsonInvalide", "reportVital", try await visitor.post("metrics/vitals")),
            came("ParametresInvalides", "reportVital", try await visitor.post("metrics/vitals", value)),
            came("ParametresDeRequeteInvalides", "getVitals", try await visitor.get("metrics/vitals?value=1")),
        ]
    }

    private func large() async throws -> [ProvokedProblem] {
        let body = [UInt8](repeating: 0x20, count: BodyReader.bytesMax + 1)
        let lists = JSONValue.array(Array(repeating: .string(String(repeating: "é", count: 120)), count: 200))
        let profile: JSONValue = ["parcoursProgress": lists]
        return [
            came(
                "CorpsTropVolumineux", "login", try await story.server.visitor().send(.post, "auth/login", body: body)
            ),
            came("DonneesTropVolumineuses", "updateProfile", try await story.pupil.put("student/profile", profile)),
        ]
    }

    /// Last, since nothing can be written afterwards.
    private func outage() async throws -> [ProvokedProblem] {
        story.server.folder.files.refuse()
        let event: JSONValue = ["type": "navigation"]
        return [
            came("Indisponible", "recordEvent", try await story.pupil.post("memory/events", event)),
            came("Indisponible", "rotateClassCode", try await story.teacher.post("enseignant/class-code")),
        ]
    }
}
