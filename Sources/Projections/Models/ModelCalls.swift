public import Events
import HashTreeCollections

/// Which model did what for which skill.
public struct ModelUse: Hashable, Sendable {
    public let provider: String
    public let model: String
    public let skill: String
}

/// Calls of models, summed up by provider, model and skill.
public struct ModelCalls: Projection {
    public static let name = "model-calls"

    private var totals: TreeDictionary<ModelUse, ModelTotals> = [:]
    /// Millionths of a euro spent a day, by the clock of Paris.
    private var spent: TreeDictionary<Int, Int> = [:]
    /// Annotations that were left out because the passage that they quote is not in the copie.
    public private(set) var quotesDropped = 0
    /// When a budget was last reached.
    public private(set) var lastPause: BudgetPause?

    public init() {}

    /// Millionths of a euro spent on the day of `time`, by the clock of Paris.
    public func spentOnDay(of time: Timestamp) -> Int { spent[ParisDay.of(time)] ?? 0 }

    /// Millionths of a euro spent in the month of `time`, by the clock of Paris.
    public func spentInMonth(of time: Timestamp) -> Int {
        let date = CivilDate(daysSinceEpoch: ParisDay.of(time))
        let first = CivilDate(year: date.year, month: date.month, day: 1).daysSinceEpoch
        let days = CivilDate.days(inMonth: date.month, year: date.year)
        return (first..<first + days).reduce(0) { $0 + (spent[$1] ?? 0) }
    }

    /// Every model and skill that was ever called, sorted.
    public var all: [(use: ModelUse, totals: ModelTotals)] {
        totals.map { ($0.key, $0.value) }
            .sorted { ($0.use.provider, $0.use.model, $0.use.skill) < ($1.use.provider, $1.use.model, $1.use.skill) }
    }

    public mutating func apply(_ fact: Fact) {
        switch fact.event {
        case .model(.called(let call)):
            let use = ModelUse(provider: call.provider, model: call.model, skill: call.skill)
            totals[use, default: ModelTotals()].add(call)
            if call.costMicroEuros > 0 { spent[ParisDay.of(fact.time), default: 0] += call.costMicroEuros }
        case .model(.budgetReached(let data)):
            lastPause = BudgetPause(
                period: data.period, position: fact.position, limitMicroEuros: data.limitMicroEuros, until: data.until
            )
        case .correction(.completed(let data)): quotesDropped += data.quotesDropped ?? 0
        default: return
        }
    }

    public func encode(to out: inout SnapshotWriter) {
        out.dictionary(totals) { out, use, totals in
            for text in [use.provider, use.model, use.skill] { out.string(text) }
            totals.encode(to: &out)
        }
        out.dictionary(spent) { out, day, microEuros in
            out.integer(day)
            out.integer(microEuros)
        }
        out.integer(quotesDropped)
        out.optional(lastPause) { out, pause in
            out.string(pause.period.rawValue)
            out.position(pause.position)
            out.integer(pause.limitMicroEuros)
            out.time(pause.until)
        }
    }

    public init(from input: inout SnapshotReader) throws(SnapshotError) {
        totals = try input.dictionary { input throws(SnapshotError) in
            let use = ModelUse(provider: try input.string(), model: try input.string(), skill: try input.string())
            return (use, try ModelTotals(from: &input))
        }
        spent = try input.dictionary { input throws(SnapshotError) in (try input.integer(), try input.integer()) }
        quotesDropped = try input.integer()
        lastPause = try input.optional { input throws(SnapshotError) in
            BudgetPause(
                period: try input.choice(), position: try input.position(), limitMicroEuros: try input.integer(),
                until: try input.time())
        }
    }
}
