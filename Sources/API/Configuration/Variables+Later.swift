/// Variables that have their meaning already, and that this release refuses rather than ignores.
extension Variables {
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
