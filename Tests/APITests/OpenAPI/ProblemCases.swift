import Events
import HTTPTypes
import Projections
import Testing

@testable import API

/// Requests that are refused, by the example that shows the refusal.
struct ProblemCases {
    let story: APIStory

    private static let unknown = "00000000-0000-4000-8000-000000000000"

    func all() async throws -> [ProvokedProblem] {
        try await strangers() + bodies() + missing() + conflicts() + erased() + files() + vitals() + large()
            + audit() + outage()
    }

    private func came(_ example: String, _ operation: String, _ answer: Answer) -> ProvokedProblem {
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
                "InvitationRoleInvalide", "createInvitation",
                try await story.admin.post("invitations", ["role": "admin"])),
            came("RoleInvalide", "changeRole", try await story.admin.put(role, [:])),
            came("CompteIntrouvable", "changeRole", try await story.admin.put(role, ["role": "parent"])),
        ]
    }

    private func audit() async throws -> [ProvokedProblem] {
        let auditor = story.auditor
        let unsealing = "admin/accounts/\(try await story.server.id(of: story.pupil))/unsealing"
        let none = "admin/accounts/\(Self.unknown)/unsealing"
        let events = "audit/events"
        let stream = ["Accept": "text/event-stream", "Last-Event-ID": "abc"]
        let state = "audit/state?view=copie&id=\(story.copie)"
        return [
            came("AccesRefuse", "listAuditEvents", try await story.teacher.get(events)),
            came("AccesRefuse", "getAuditState", try await story.pupil.get(state)),
            came(
                "AuditParametresInvalides", "listAuditEvents",
                try await auditor.get("\(events)?tipe=copie&person=lea")),
            came(
                "AuditSuiviInvalide", "listAuditEvents", try await auditor.get("\(events)?limit=5", headers: stream)),
            came("DescellementRefuse", "listAuditEvents", try await auditor.get("\(events)?unseal=true")),
            came("DescellementRefuse", "getAuditState", try await auditor.get("\(state)&unseal=true")),
            came(
                "FormatInvalide", "getRecepisse",
                try await story.pupil.get("epreuves/\(story.epreuve)/copie/\(story.copie)/recepisse?format=pdf")),
            came("AuditVueInvalide", "getAuditState", try await auditor.get("audit/state?view=eleve")),
            came("AbsentAlors", "getAuditState", try await auditor.get("\(state)&until=1")),
            came("DroitInvalide", "changeUnsealing", try await story.admin.put(none, [:])),
            came("CompteIntrouvable", "changeUnsealing", try await story.admin.put(none, ["mayUnseal": true])),
            came("CompteNonAuditeur", "changeUnsealing", try await story.admin.put(unsealing, ["mayUnseal": true])),
        ]
    }

    /// What a server without any room for auditors answers.
    func withoutRoom() async throws -> [ProvokedProblem] {
        let state = "audit/state?view=copie&id=\(story.copie)&until=5"
        return [
            came(
                "SuivisComplets", "listAuditEvents",
                try await story.auditor.get("audit/events", headers: ["Accept": "text/event-stream"])),
            came("ReconstructionsCompletes", "getAuditState", try await story.auditor.get(state)),
        ]
    }

    /// What a server that may take no time to fold answers.
    func withoutTime() async throws -> [ProvokedProblem] {
        let state = "audit/state?view=copie&id=\(story.copie)&until=5"
        return [came("ReconstructionTropLongue", "getAuditState", try await story.auditor.get(state))]
    }

    private func erased() async throws -> [ProvokedProblem] {
        let gone = try await story.server.pupil("partie@lycee-zay.fr")
        _ = try await gone.put("student/profile", ["classCode": .string(APIStory.classCode)])
        let (epreuve, copie) = try await story.server.corrected(gone, note: 12)
        let path = "admin/accounts/\(try await story.server.id(of: gone))"
        let own = "admin/accounts/\(try await story.server.id(of: story.admin))"
        #expect(try await story.admin.delete(path).status == 200)
        let correction = "epreuves/\(epreuve)/copie/\(copie)/correction"
        let comment = "enseignant/corrections/\(copie)/comment"
        let empty = Array("{}".utf8)
        return [
            came("EleveEfface", "getCopieOfClass", try await story.teacher.get("enseignant/copies/\(copie)")),
            came("EleveEfface", "requestCorrection", try await story.teacher.post(correction)),
            came("EleveEfface", "commentCorrection", try await story.teacher.post(comment, ["comment": "Bien."])),
            came("CompteIntrouvable", "erasePerson", try await story.admin.delete(path)),
            came("CompteIntrouvable", "exportPerson", try await story.admin.get(path + "/export")),
            came("DernierAdministrateur", "erasePerson", try await story.admin.delete(own)),
            came(
                "EffacementInvalide", "eraseOwnAccount", try await story.pupil.send(.delete, "account", body: empty)),
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
