public import LanguageModels

/// The model that makes the vectors of the search, and how long a question waits for it.
public struct EmbeddingsConfiguration: Sendable {
    public var service: ModelEndpoint.Service
    public var base: String
    public var key: Secret?
    public var model: String
    public var version: String
    public var priceEuros: Double
    /// Shared with the language model.
    public var dailyBudgetMicroEuros: Int
    public var monthlyBudgetMicroEuros: Int
    public var concurrency: Int
    /// After this a question is answered by words alone.
    public var timeoutMilliseconds: Int
    public var callTimeoutSeconds: Int

    /// With the key in clear, for the client alone.
    var endpoint: ModelEndpoint {
        ModelEndpoint(
            service: service, base: base, key: key?.revealed, model: model,
            price: ModelPrice(inputEuros: priceEuros, outputEuros: 0), showsFiles: false, version: version,
            timeoutSeconds: callTimeoutSeconds, concurrency: concurrency)
    }
}

extension EmbeddingsConfiguration {
    /// Reads the variables; nil when the search goes by words alone. What breaks a rule is noted in `settings`.
    ///
    /// Keys and addresses are those of the language models' providers: `ModelConfiguration` looked at them already.
    init?(_ provider: EmbeddingsProvider, sharedWith languageModel: LLMProvider, _ settings: inout Settings) {
        let price = settings.optional(Variables.embeddingsPrice.variable, .euros)
        let timeout = settings.value(Variables.embeddingsTimeout, .number(50...30_000))
        for service in ModelEndpoint.Service.allCases {
            let row = Variables.embeddingModel(of: service)
            _ = settings.optional(row, .modelName)
            if service.rawValue != provider.rawValue, settings.given[row.name] != nil {
                settings.note(row.name, "sans effet tant que EMBEDDINGS_PROVIDER n'est pas \(service.rawValue)")
            }
        }
        guard let service = ModelEndpoint.Service(rawValue: provider.rawValue) else { return nil }
        let rows = Variables.rows(of: service)
        let key = settings.optional(rows.key, .apiKey)
        if key == nil, service != .ollama, settings.given[rows.key.name] == nil,
            languageModel.rawValue != service.rawValue
        {
            settings.refuse(rows.key, "la clé manque ; donnez-la, ou mettez EMBEDDINGS_PROVIDER à none")
        }
        self.init(
            service: service, base: settings.optional(rows.base, .serviceURL) ?? service.base, key: key,
            model: settings.value(Variables.embeddingModel(of: service), .modelName),
            version: settings.value(Variables.geminiVersion, .apiVersion),
            priceEuros: price ?? (service == .ollama ? 0 : Variables.embeddingsPrice.euros),
            dailyBudgetMicroEuros: ModelConfiguration.microEuros(settings.value(Variables.dailyBudget, .euros)),
            monthlyBudgetMicroEuros: ModelConfiguration.microEuros(settings.value(Variables.monthlyBudget, .euros)),
            concurrency: settings.value(Variables.modelConcurrency, .number(1...64)), timeoutMilliseconds: timeout,
            callTimeoutSeconds: settings.value(Variables.modelTimeout, .number(1...180)))
    }
}
