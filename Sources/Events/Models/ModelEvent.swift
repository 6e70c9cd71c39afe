/// What can happen around models.
public enum ModelEvent: Sendable, Equatable {
    case called(ModelCalled)
    case budgetReached(BudgetReached)
}
