/// Names the page of a report: one of our routes, never what the browser sent, which may hold anything.
enum PageRoute {
    static let other = "autre"
    private static let pages: Set<String> = [
        "/", "/login", "/bienvenue", "/onboarding", "/atelier-ecrit", "/atelier-oral", "/atelier-langue", "/quiz",
        "/mon-parcours", "/bibliotheque", "/tuteur", "/profil", "/enseignant", "/audit",
    ]

    /// Pages whose address ends with an id.
    private static let families = [
        "/atelier-ecrit/correction", "/atelier-ecrit/sujet", "/bibliotheque", "/enseignant/copies",
    ]

    static func of(path: String?) -> String {
        guard let path else { return other }
        let clean = path.prefix { $0 != "?" && $0 != "#" }
        if pages.contains(String(clean)) { return String(clean) }
        return families.first { clean.hasPrefix($0 + "/") } ?? other
    }
}
