public import LanguageModels

/// The language model that corrects and writes subjects, and what it may cost.
public struct ModelConfiguration: Sendable {
    public var service: ModelEndpoint.Service
    public var base: String
    public var key: Secret?
    public var model: String
    public var version: String
    public var price: ModelPrice
    public var dailyBudgetMicroEuros: Int
    public var monthlyBudgetMicroEuros: Int
    public var concurrency: Int
    public var timeoutSeconds: Int
    /// Whether the model is shown the pages themselves, where its interface carries them.
    public var showsFiles: Bool
    /// Whether what is sent leaves the house: pupils are asked first.
    public var isThirdParty: Bool

    /// With the key in clear, for the client alone.
    var endpoint: ModelEndpoint {
        ModelEndpoint(
            service: service, base: base, key: key?.revealed, model: model, price: price, showsFiles: showsFiles,
            version: version, timeoutSeconds: timeoutSeconds, concurrency: concurrency)
    }
}

extension ModelConfiguration {
    /// Reads the provider's variables; nil when it is the embedded corrector. What breaks a rule is noted in `settings`.
    init?(_ provider: LLMProvider, embeddings: EmbeddingsProvider, _ settings: inout Settings) {
        let common = Self.common(&settings)
        let version = settings.value(Variables.geminiVersion, .apiVersion)
        Self.checkOthers(than: provider, embeddings, &settings)
        guard let service = ModelEndpoint.Service(rawValue: provider.rawValue) else { return nil }
        let rows = Variables.rows(of: service)
        let key = settings.optional(rows.key, .apiKey)
        if key == nil, service != .ollama, settings.given[rows.key.name] == nil {
            settings.refuse(rows.key, "la clé manque ; donnez-la, ou mettez LLM_PROVIDER à local")
        }
        let isFree = service == .ollama
        let base = settings.optional(rows.base, .serviceURL) ?? service.base
        self.init(
            service: service, base: base, key: key,
            model: settings.value(rows.model, .modelName), version: version,
            price: ModelPrice(
                inputEuros: common.priceIn ?? (isFree ? 0 : Variables.modelPriceIn.euros),
                outputEuros: common.priceOut ?? (isFree ? 0 : Variables.modelPriceOut.euros)),
            dailyBudgetMicroEuros: Self.microEuros(common.daily),
            monthlyBudgetMicroEuros: Self.microEuros(common.monthly),
            concurrency: common.concurrency, timeoutSeconds: common.timeout,
            showsFiles: common.vision ?? (service != .ollama), isThirdParty: false)
        isThirdParty = common.thirdParty ?? !endpoint.isInHouse
    }

    /// What holds for whatever provider; read for `local` too, so that a mistake is found at once.
    private static func common(
        _ settings: inout Settings
    ) -> (
        priceIn: Double?, priceOut: Double?, daily: Double, monthly: Double, concurrency: Int, timeout: Int,
        vision: Bool?, thirdParty: Bool?
    ) {
        (
            settings.optional(Variables.modelPriceIn.variable, .euros),
            settings.optional(Variables.modelPriceOut.variable, .euros),
            settings.value(Variables.dailyBudget, .euros), settings.value(Variables.monthlyBudget, .euros),
            settings.value(Variables.modelConcurrency, .number(1...64)),
            settings.value(Variables.modelTimeout, .number(1...180)),
            settings.optional(Variables.modelVision, .trueOrFalse),
            settings.optional(Variables.modelThirdParty, .trueOrFalse)
        )
    }

    static func microEuros(_ euros: Double) -> Int { Int((euros * 1_000_000).rounded()) }

    /// Checks the variables of the providers that do not serve now, and says that they have no effect.
    private static func checkOthers(
        than provider: LLMProvider, _ embeddings: EmbeddingsProvider, _ settings: inout Settings
    ) {
        for service in ModelEndpoint.Service.allCases where service.rawValue != provider.rawValue {
            let rows = Variables.rows(of: service)
            _ = settings.optional(rows.key, .apiKey)
            _ = settings.optional(rows.base, .serviceURL)
            _ = settings.optional(rows.model, .modelName)
            let used = service.rawValue == embeddings.rawValue ? [rows.key.name, rows.base.name] : []
            for row in rows.all where settings.given[row.name] != nil && !used.contains(row.name) {
                settings.note(row.name, "sans effet tant que LLM_PROVIDER n'est pas \(service.rawValue)")
            }
        }
    }
}
