import Curl
import Foundation

/// The pages, as a browser without scripts sees them.
extension SmokeStep {
    static let loginPage = SmokeStep("page de connexion") { visit in
        let page = try await page(&visit.pupil, "/login", showing: "action=\"/login\"")
        // A page whose style or script is missing is there, and of no use.
        let links = page.text.matches(of: /"(\/assets\/[^"]+)"/).map { String($0.1) }
        guard links.count >= 3 else { throw SiteFailure("la page n'a pas sa feuille de style et ses scripts") }
        var bytes = page.text.utf8.count
        for link in links {
            let asset = try await visit.pupil.exchange("GET", link)
            try asset.expect(200)
            guard asset.header("Cache-Control")?.contains("immutable") == true else {
                throw SiteFailure("\(link) ne se garde pas en cache")
            }
            bytes += asset.response.body.count
        }
        return "\(links.count) fichiers, \(bytes / 1_000) ko en tout"
    }

    static let pupilPages = SmokeStep("pages de l'élève") { visit in
        try visit.require(visit.isPupilRegistered, after: .registration)
        _ = try await page(&visit.pupil, "/", showing: "Contrôle (smoke)")
        _ = try await page(&visit.pupil, "/atelier-ecrit", showing: "action=\"/atelier-ecrit\"")
        _ = try await page(&visit.pupil, "/profil", showing: visit.pupilEmail)
        _ = try await page(&visit.pupil, "/onboarding", showing: "action=\"/onboarding\"")
        guard let copie = visit.copie else { return "accueil, atelier, profil, premiers pas" }
        let sign = visit.isCorrected ? "Rubriques du barème" : "Votre copie"
        _ = try await page(&visit.pupil, "/atelier-ecrit/correction/\(copie)", showing: sign)
        return "accueil, atelier, profil, premiers pas, correction"
    }

    static let teacherPage = SmokeStep("page de l'enseignant") { visit in
        try visit.require(visit.isTeacherRegistered, after: .teacher)
        _ = try await page(&visit.teacher, "/enseignant", showing: visit.classCode ?? "Votre classe")
        return "classe, répartition, mesures"
    }

    /// Reads a page and looks for a part of it.
    ///
    /// - Throws: `SiteFailure`.
    static func page(_ client: inout SiteClient, _ path: String, showing sign: String) async throws -> SiteAnswer {
        let answer = try await client.exchange("GET", path)
        try answer.expect(200)
        guard answer.header("Content-Type")?.hasPrefix("text/html") == true, answer.text.contains(sign) else {
            throw SiteFailure("\(path) ne montre pas ce qu'il faut")
        }
        return answer
    }
}
