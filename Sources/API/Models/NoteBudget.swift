import Events
import Projections

/// Notes that a budget was reached, once for each period and limit.
struct NoteBudget: Command {
    let reached: BudgetReached

    func decide(in state: ReadModels, at now: Timestamp) throws(Rejection) -> [NewFact] {
        if let last = state.modelCalls.lastPause, last.period == reached.period, last.until == reached.until,
            last.limitMicroEuros == reached.limitMicroEuros
        {
            return []
        }
        return [NewFact(.budget(reached.period), person: nil, .model(.budgetReached(reached)))]
    }
}
