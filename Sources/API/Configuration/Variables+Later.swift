/// Variables that have their meaning already, and that this release refuses rather than ignores.
extension Variables {
    static let database: [Variable] = {
        let refusal =
            later("le journal PostgreSQL n'est pas disponible") + " pour utiliser le journal en fichiers"
        return [
            Variable(
                "DATABASE_URL", .described("aucune : journal en fichiers"), "journal PostgreSQL", isSecret: true,
                unavailable: refusal),
            Variable(
                "DIRECT_URL", .described("DATABASE_URL"), "connexion directe au même journal, sans répartiteur",
                isSecret: true, unavailable: refusal),
        ]
    }()
}
