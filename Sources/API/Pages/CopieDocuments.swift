import Events
import Pages
import Projections

/// What can be opened or downloaded beside a copie: only what this server answers.
struct CopieDocuments: Sendable {
    let routes: RouteTable

    func ofPupil(_ copie: HandedInCopie) -> [DocumentLink] {
        let base = "/api/v1/epreuves/\(copie.epreuve)/copie/\(copie.id)"
        return [
            copie.corrections.isEmpty ? nil : link(reportPath(copie), "Rapport de correction", detail: "PDF"),
            link("\(base)/fichier", "Votre fichier, tel que déposé"),
            link("\(base)/recepisse", query: "?format=texte", "Récépissé de dépôt", detail: "à imprimer ou à garder"),
            link(
                "\(base)/recepisse", query: "?format=preuve", "Preuve du dépôt",
                detail: "vérifiable par quiconque, sans nous"),
        ].compactMap { $0 }
    }

    func ofTeacher(_ copie: HandedInCopie) -> [DocumentLink] {
        [
            copie.corrections.isEmpty ? nil : link(reportPath(copie), "Rapport de correction", detail: "PDF"),
            link("/api/v1/enseignant/copies/\(copie.id)/fichier", "Le fichier de l’élève"),
        ].compactMap { $0 }
    }

    private func reportPath(_ copie: HandedInCopie) -> String { "/api/v1/epreuves/copies/\(copie.id)/report" }

    private func link(_ path: String, query: String = "", _ label: String, detail: String? = nil) -> DocumentLink? {
        guard routes.methods(forPath: path).contains("GET") else { return nil }
        return DocumentLink(href: path + query, label: label, detail: detail)
    }
}
