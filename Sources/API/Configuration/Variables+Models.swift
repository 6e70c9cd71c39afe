import LanguageModels

/// The providers of language models, and what they may cost.
extension Variables {
    /// The rows of one provider.
    struct ModelRows {
        let key: Variable
        let base: Variable
        let model: Variable

        var all: [Variable] { [key, base, model] }
    }

    static func rows(of service: ModelEndpoint.Service) -> ModelRows {
        let name = service.rawValue
        let prefix = name.uppercased()
        return ModelRows(
            key: Variable("\(prefix)_API_KEY", .described("aucune"), "clé d'API de \(name)", isSecret: true),
            base: Variable(
                "\(prefix)_BASE_URL", .described(service.base),
                "adresse de \(name)" + (service == .openai ? ", ou d'un service compatible" : "")),
            model: Variable("\(prefix)_MODEL", .value(standardModel(of: service)), "modèle de \(name)"))
    }

    /// Names that a provider moves to newer versions itself, where it has such; the version that answered is recorded.
    private static func standardModel(of service: ModelEndpoint.Service) -> String {
        switch service {
        case .openai: "gpt-5-mini"
        case .gemini: "gemini-flash-latest"
        case .mistral: "mistral-medium-latest"
        case .ollama: "mistral-small"
        }
    }

    /// A price that is not known is assumed high: a budget then ends too early, not too late.
    static let modelPriceIn = price("LLM_PRICE_IN_EUR", 5, "lus")
    static let modelPriceOut = price("LLM_PRICE_OUT_EUR", 15, "écrits")

    private static func price(_ name: String, _ euros: Double, _ verb: String) -> (variable: Variable, euros: Double)
    {
        (
            Variable(
                name, .described("\(Int(euros)) ; 0 pour ollama"), "prix en euros d'un million de jetons \(verb)"),
            euros
        )
    }

    static let geminiVersion = Variable("GEMINI_API_VERSION", .value("v1beta"), "version de l'interface de gemini")
    static let dailyBudget = Variable(
        "LLM_DAILY_BUDGET_EUR", .value("50"),
        "budget des modèles en euros par jour ; au-delà, les corrections attendent")
    static let monthlyBudget = Variable(
        "LLM_MONTHLY_BUDGET_EUR", .value("500"), "budget des modèles en euros par mois")
    static let modelConcurrency = Variable(
        "LLM_CONCURRENCY", .value("8"), "appels du fournisseur en même temps")
    static let modelTimeout = Variable(
        "LLM_TIMEOUT_SECONDS", .value("90"), "durée maximale d'un appel du fournisseur, en secondes")
    static let modelVision = Variable(
        "LLM_VISION", .described("true ; false pour ollama"),
        "le modèle reçoit aussi les pages, et pas seulement leur texte")

    static let modelThirdParty = Variable(
        "LLM_THIRD_PARTY", .described("false pour une adresse de la maison, true sinon"),
        "le fournisseur est un tiers : les copies d'un élève n'y vont qu'avec son accord")

    static let models =
        ModelEndpoint.Service.allCases.flatMap { rows(of: $0).all } + [
            geminiVersion, modelPriceIn.variable, modelPriceOut.variable, dailyBudget, monthlyBudget,
            modelConcurrency,
            modelTimeout, modelVision, modelThirdParty,
        ]
}
