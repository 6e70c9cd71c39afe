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

    static let s3: [Variable] = {
        let refusal = later("le stockage S3 n'est pas disponible") + " pour garder les copies dans EAF_DATA_DIR"
        func row(_ name: String, _ fallback: String, _ meaning: String, isSecret: Bool) -> Variable {
            Variable("S3_" + name, .described(fallback), meaning, isSecret: isSecret, unavailable: refusal)
        }
        return [
            row("ENDPOINT", "celui d'AWS", "adresse du service S3", isSecret: false),
            row("REGION", "us-east-1", "région du service S3", isSecret: false),
            row("BUCKET", "aucun", "compartiment des copies", isSecret: false),
            row("ACCESS_KEY_ID", "aucun", "identifiant d'accès S3", isSecret: true),
            row("SECRET_ACCESS_KEY", "aucun", "secret d'accès S3", isSecret: true),
        ]
    }()

    static let providers: [Variable] = LLMProvider.allCases.filter { $0 != .local }.flatMap { provider in
        let name = provider.rawValue
        let refusal = later("le fournisseur « \(name) » n'est pas disponible") + " pour utiliser le correcteur local"
        func row(_ suffix: String, _ fallback: String, _ meaning: String, isSecret: Bool) -> Variable {
            Variable(
                "\(name.uppercased())_\(suffix)", .described(fallback), "\(meaning) de \(name)", isSecret: isSecret,
                unavailable: refusal)
        }
        return [
            row("API_KEY", "aucune", "clé d'API", isSecret: true),
            row("BASE_URL", "celle du fournisseur", "adresse", isSecret: false),
            row("MODEL", "celui du fournisseur", "modèle", isSecret: false),
        ]
    }
}
