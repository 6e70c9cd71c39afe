public import Events

/// That a budget was reached, and until when nothing is spent.
public struct BudgetPause: Sendable, Equatable {
    public let period: BudgetPeriod
    /// The record that says so.
    public let position: LogPosition
    /// What the period's limit was then.
    public let limitMicroEuros: Int
    public let until: Timestamp
}
