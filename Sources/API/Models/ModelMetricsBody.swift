import Events
import LanguageModels
import Projections

/// What models did and cost, and whether they are called now.
struct ModelMetricsBody: Encodable {
    struct Use: Encodable {
        let provider: String
        let model: String
        let skill: String
        let calls: Int
        let failures: Int
        let tokensIn: Int
        let tokensOut: Int
        let costMicroEuros: Int
        let latency: Latency
    }

    /// In milliseconds.
    struct Latency: Encodable {
        let avg: Double
        let p50: Double
        let p95: Double
    }

    struct Totals: Encodable {
        var calls = 0
        var failures = 0
        var tokensIn = 0
        var tokensOut = 0
        var costMicroEuros = 0
        var costEur = 0.0
    }

    struct Budget: Encodable {
        let spentMicroEuros: Int
        /// Nil with the embedded corrector.
        @Nullable var limitMicroEuros: Int?
        let endsAt: String
    }

    /// As `LLM_PROVIDER` says.
    let provider: String
    @Nullable var model: String?
    let totals: Totals
    let models: [Use]
    /// By period: `day`, `month`.
    let budget: [String: Budget]
    /// Why no model is called now; nil when calls go through.
    @Nullable var pauseReason: String?
    @Nullable var resumesAt: String?
    /// Annotations that quoted what the copie does not hold.
    let quotesDropped: Int

    init(_ state: ReadModels, _ desk: ModelDesk?, at now: Timestamp) {
        provider = desk?.model.provider ?? LLMProvider.local.rawValue
        model = desk?.model.model
        models = state.modelCalls.all.map(Use.init)
        var totals = Totals()
        for use in models {
            totals.calls += use.calls
            totals.failures += use.failures
            totals.tokensIn += use.tokensIn
            totals.tokensOut += use.tokensOut
            totals.costMicroEuros += use.costMicroEuros
        }
        totals.costEur = Double(totals.costMicroEuros) / 1_000_000
        self.totals = totals
        budget = Dictionary(
            uniqueKeysWithValues: BudgetPeriod.allCases.map { period in
                let spent = state.modelCalls.spent(in: period, of: now)
                let end = period.end(of: now).milliseconds
                return (
                    period.rawValue,
                    Budget(spentMicroEuros: spent, limitMicroEuros: desk?.budget.limit(period), endsAt: end)
                )
            })
        let obstacle = desk?.obstacle(in: state, at: now)
        pauseReason = obstacle?.reason
        resumesAt = obstacle?.until.milliseconds
        quotesDropped = state.modelCalls.quotesDropped
    }
}

extension ModelMetricsBody.Use {
    init(_ use: ModelUse, _ totals: ModelTotals) {
        self.init(
            provider: use.provider, model: use.model, skill: use.skill, calls: totals.calls,
            failures: totals.failures,
            tokensIn: totals.tokensIn, tokensOut: totals.tokensOut, costMicroEuros: totals.costMicroEuros,
            latency: .init(
                avg: (Double(totals.latencyTotalMilliseconds) / Double(max(1, totals.calls))).rounded(),
                p50: totals.latency(0.5).rounded(), p95: totals.latency(0.95).rounded()))
    }
}
