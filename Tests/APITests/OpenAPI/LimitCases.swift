import Events
import HTTPTypes
import Testing

@testable import API

/// Requests that are repeated until there are too many, by the example that shows the refusal.
struct LimitCases {
    let story: APIStory

    func all() async throws -> [ProvokedProblem] {
        let pupil = story.pupil
        let visitor = story.server.visitor()
        let empty = Array("{}".utf8)
        let copie = "epreuves/\(story.epreuve)/copie"
        return [
            try await came("TropDeConnexions", "login") { try await visitor.send(.post, "auth/login", body: empty) },
            try await came("TropDInscriptions", "register") {
                try await visitor.send(.post, "auth/register", body: empty)
            },
            try await came("TropDeMotsDePasse", "changePassword") {
                try await pupil.send(.post, "auth/password", body: empty)
            },
            try await came("TropDeCodes", "updateProfile") {
                try await pupil.put("student/profile", ["classCode": "ZZZZZZ"])
            },
            try await came("TropDeSujets", "generateEpreuve") {
                try await pupil.post("epreuves/generate", ["type": "commentaire"])
            },
            try await came("TropDeCopies", "handInCopie") { try await pupil.post(copie) },
            try await came("TropDeCorrections", "requestCorrection") {
                try await pupil.post("\(copie)/\(story.waiting)/correction")
            },
            try await came("TropDeNotes", "markCopie") {
                try await story.teacher.post("enseignant/copies/\(story.copie)/note")
            },
            try await came("TropDeRapports", "getReport") {
                try await pupil.get("epreuves/copies/\(story.copie)/report")
            },
            try await came("TropDExports", "exportClass") { try await story.teacher.get("enseignant/export") },
            try await came("TropDExports", "exportAccount") { try await pupil.get("account/export") },
            try await came("TropDExports", "exportPerson") { try await story.admin.get("admin/accounts/x/export") },
            try await came("TropDExports", "erasePerson") { try await story.admin.delete("admin/accounts/x") },
            try await came("TropDEvenements", "recordEvent") {
                try await pupil.send(.post, "memory/events", body: Array("[]".utf8))
            },
            try await came("TropDeRecherches", "search") { try await pupil.post("rag/search", [:]) },
            try await came("TropDeMesures", "reportVital") { try await visitor.post("metrics/vitals") },
            try await came("TropDeConsultations", "getAuditState") { try await story.auditor.get("audit/state") },
            try await came("TropDeConsultations", "getLogEntries") {
                try await story.auditor.get("log/tile/entries/x")
            },
            try await came("TropDeConsultations", "listAuditEvents") {
                try await story.auditor.get("audit/events?a=b")
            },
            try await came("TropDeMesures", "getVitals") { try await visitor.get("metrics/vitals?name=X") },
        ]
    }

    /// Repeats a request until it is refused for being repeated.
    private func came(
        _ example: String, _ operation: String, _ send: () async throws -> Answer
    ) async throws -> ProvokedProblem {
        // More than any limit.
        for _ in 0..<6_100 {
            let answer = try await send()
            if answer.status == 429 { return ProvokedProblem(example: example, operation: operation, answer: answer) }
        }
        throw LimitNotReached(operation: operation)
    }

    struct LimitNotReached: Error {
        let operation: String
    }
}
