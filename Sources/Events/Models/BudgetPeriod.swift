/// What a budget is for, by the clock of Paris; the raw values are the storage and wire names.
public enum BudgetPeriod: String, Codable, Sendable, CaseIterable {
    case day
    case month
}
