@testable import API

/// Several files that do not make one copie.
extension ProblemCases {
    func sheets() async throws -> [ProvokedProblem] {
        func send(_ names: [String]) async throws -> Answer {
            try await story.pupil.upload(to: story.epreuve, FormBody.files(names))
        }
        return [
            came("FeuillesMelees", "handInCopie", try await send(["page.jpg", "une-page.pdf"])),
            came("FeuilleWebP", "handInCopie", try await send(["page.jpg", "page.webp"])),
            came(
                "TropDeFeuilles", "handInCopie",
                try await send(Array(repeating: "page.png", count: FileIntake.sheetsMax + 1))),
        ]
    }
}
