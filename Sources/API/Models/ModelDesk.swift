import Events
import LanguageModels
import Projections

/// The server's language model, what it may cost, and the prompts that it is given.
struct ModelDesk: Sendable {
    let model: any LanguageModel
    let budget: ModelBudget
    let prompts: PromptLibrary
    /// Who reads what is sent, where that is a third party: pupils are asked first. Nil where nothing leaves the house.
    var recipient: String?

    /// What speaks against a call at `now`; nil when nothing does.
    func obstacle(in state: ReadModels, at now: Timestamp) -> ModelObstacle? {
        .inTheWay(of: budget, model.restSeconds, in: state, at: now)
    }

    /// Whether the model may be sent what the person writes: a third party reads a pupil's texts only if the pupil agreed. Teachers and
    /// others who are of age decide by writing.
    func mayRead(textsOf person: PersonID, in state: ReadModels) -> Bool {
        guard let recipient else { return true }
        guard let account = state.accounts[person] else { return false }
        return account.role != .eleve || account.consent(to: recipient) != nil
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
            prompts: try .bundled(), recipient: configured.isThirdParty ? configured.endpoint.recipient : nil)
    }
}
