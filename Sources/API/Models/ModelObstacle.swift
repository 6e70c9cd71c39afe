import Events
import Projections

/// Why no model is called now.
enum ModelObstacle: Sendable, Equatable {
    case budget(BudgetReached)
    /// The provider failed several times in a row, and is left alone until then.
    case resting(until: Timestamp)

    /// What speaks against a call at `now`; nil when nothing does.
    ///
    /// - Parameter restSeconds: for how long the provider is left alone.
    static func inTheWay(
        of budget: ModelBudget, _ restSeconds: Double?, in state: ReadModels, at now: Timestamp
    ) -> ModelObstacle? {
        if let reached = budget.reached(in: state.modelCalls, at: now) { return .budget(reached) }
        return restSeconds.map { .resting(until: now.adding(seconds: Int($0.rounded(.up)))) }
    }

    var isBudget: Bool { if case .budget = self { true } else { false } }

    var until: Timestamp {
        switch self {
        case .budget(let reached): reached.until
        case .resting(let until): until
        }
    }

    /// For pupils and teachers.
    var reason: String {
        switch self {
        case .budget(let reached):
            let period = reached.period == .day ? "du jour" : "du mois"
            return "Les corrections sont en pause : le budget \(period) est atteint. Elles reprennent le "
                + "\(ParisTime(reached.until).text). La copie est conservée."
        case .resting:
            return
                "Le correcteur ne répond pas pour l'instant. La copie est conservée et sera corrigée dès son retour."
        }
    }

    /// A stable name.
    var code: String {
        switch self {
        case .budget: CorrectorFailure.Code.budgetReached.rawValue
        case .resting: CorrectorFailure.Code.providerUnavailable.rawValue
        }
    }
}
