/// The calls of models cost what they may in a period: none is made until it ends, or the limit is raised.
public struct BudgetReached: Payload {
    public var period: BudgetPeriod
    public var limitMicroEuros: Int
    public var spentMicroEuros: Int
    /// The end of the period.
    public var until: Timestamp

    /// Gathers the members.
    public init(period: BudgetPeriod, limitMicroEuros: Int, spentMicroEuros: Int, until: Timestamp) {
        self.period = period
        self.limitMicroEuros = limitMicroEuros
        self.spentMicroEuros = spentMicroEuros
        self.until = until
    }

    public init(from fields: JSONFields) throws(PayloadError) {
        period = try fields.choice("period")
        limitMicroEuros = try fields.integer("limitMicroEuros")
        spentMicroEuros = try fields.integer("spentMicroEuros")
        until = try fields.timestamp("until")
    }

    public func write(to out: inout PayloadWriter) {
        out.json.field("period", period.rawValue)
        out.json.field("limitMicroEuros", limitMicroEuros)
        out.json.field("spentMicroEuros", spentMicroEuros)
        out.json.field("until", until)
    }
}
