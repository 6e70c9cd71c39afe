import Foundation

/// The library.
extension SmokeStep {
    /// Accents left out and a letter wrong, as pupils type.
    private static let question = "probelmatique du commentaire"
    /// A server that has just started may still be making its index.
    private static let attemptsMax = 40

    static let search = SmokeStep("recherche dans la bibliothèque") { visit in
        try visit.require(visit.isPupilRegistered, after: .registration)
        let body = try JSONSerialization.data(withJSONObject: ["query": question, "maxResults": 3])
        for _ in 1..<attemptsMax {
            let answer = try await visit.pupil.exchange(
                "POST", "rag/search", type: "application/json", body: [UInt8](body))
            guard answer.status == 503 else { return try shown(try answer.successful) }
            try await Task.sleep(for: .milliseconds(500))
        }
        return try shown(try await visit.pupil.send("POST", "rag/search", ["query": question, "maxResults": 3]))
    }

    /// The same question on the page, and the first text that it leads to.
    static let libraryPage = SmokeStep("page de la bibliothèque") { visit in
        try visit.require(visit.isPupilRegistered, after: .registration)
        let query = question.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        let found = try await page(&visit.pupil, "/bibliotheque?q=\(query)", showing: "data-testid=\"rag-results\"")
        guard let link = found.text.firstMatch(of: /<h3><a href="(\/bibliotheque\/[^"#]+)/) else {
            throw SiteFailure("la page ne mène à aucun texte")
        }
        _ = try await page(&visit.pupil, String(link.output.1), showing: "<article")
        return "résultats, premier texte"
    }

    private static func shown(_ answer: [String: Any]) throws -> String {
        let results = answer["results"] as? [[String: Any]] ?? []
        guard let first = results.first?["title"] as? String else {
            throw SiteFailure("recherche « \(question) » : aucun résultat")
        }
        return "« \(question) » → « \(first) » (\(answer["mode"] ?? ""))"
    }
}
