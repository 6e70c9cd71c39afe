import Events
import LanguageModels
import Projections

/// The server's language model, what it may cost, and the prompts that it is given.
struct ModelDesk: Sendable {
    let model: any LanguageModel
    let budget: ModelBudget
    let prompts: PromptLibrary

    /// What speaks against a call at `now`; nil when nothing does.
    func obstacle(in state: ReadModels, at now: Timestamp) -> ModelObstacle? {
        .inTheWay(of: budget, model.restSeconds, in: state, at: now)
    }
}

extension ModelDesk {
    /// Nil when the embedded corrector does the work.
    ///
    /// - Throws: when the prompts are missing: the program was not installed whole.
    init?(_ configuration: ServerConfiguration) throws {
        guard let configured = configuration.model else { return nil }
        self.init(
            model: RemoteModel(configured.endpoint),
            budget: ModelBudget(
                dayMicroEuros: configured.dailyBudgetMicroEuros, monthMicroEuros: configured.monthlyBudgetMicroEuros),
            prompts: try .bundled())
    }
}
