import Events
import HTTPTypes
import Testing

@testable import API

/// What is left of an erased pupil, and who cannot be erased.
extension ProblemCases {
    func erased() async throws -> [ProvokedProblem] {
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
            came("EleveEfface", "getReport", try await story.teacher.get("epreuves/copies/\(copie)/report")),
            came(
                "EleveEfface", "getCopieFileOfClass",
                try await story.teacher.get("enseignant/copies/\(copie)/fichier")),
            came("EleveEfface", "requestCorrection", try await story.teacher.post(correction)),
            came("EleveEfface", "commentCorrection", try await story.teacher.post(comment, ["comment": "Bien."])),
            came("CompteIntrouvable", "erasePerson", try await story.admin.delete(path)),
            came("CompteIntrouvable", "exportPerson", try await story.admin.get(path + "/export")),
            came("DernierAdministrateur", "erasePerson", try await story.admin.delete(own)),
            came(
                "EffacementInvalide", "eraseOwnAccount", try await story.pupil.send(.delete, "account", body: empty)),
        ]
    }
}
