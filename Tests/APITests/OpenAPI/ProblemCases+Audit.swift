import Events
import HTTPTypes
import Testing

@testable import API

/// Refusals of auditing and of the rights of persons.
extension ProblemCases {
    func audit() async throws -> [ProvokedProblem] {
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
            came("TuileIntrouvable", "getLogEntries", try await auditor.get("log/tile/entries/999")),
            came("AccesRefuse", "getLogEntries", try await story.teacher.get("log/tile/entries/000.p/1")),
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
}
