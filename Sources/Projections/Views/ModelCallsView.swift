public import Events

/// `ModelCalls`, laid open.
public struct ModelCallsView: ReadModelView {
    public struct Row: Encodable, Sendable {
        public let provider: String
        public let model: String
        public let skill: String
        public let calls: Int
        public let failures: Int
        public let tokensIn: Int
        public let tokensOut: Int
        public let costMicroEuros: Int
        public let latencyTotalMilliseconds: Int
        public let latency: SketchView

        init(from input: inout SnapshotReader) throws(SnapshotError) {
            provider = try input.string()
            model = try input.string()
            skill = try input.string()
            calls = try input.integer()
            failures = try input.integer()
            tokensIn = try input.integer()
            tokensOut = try input.integer()
            costMicroEuros = try input.integer()
            latencyTotalMilliseconds = try input.integer()
            latency = try SketchView(from: &input)
        }
    }

    /// What was spent on one day, by the clock of Paris.
    public struct DayRow: Encodable, Sendable {
        /// `2026-11-25`.
        public let day: String
        public let microEuros: Int
    }

    public struct PauseRow: Encodable, Sendable {
        public let period: String
        public let position: LogPosition
        public let limitMicroEuros: Int
        public let until: String
    }

    public let uses: [Row]
    public let spent: [DayRow]
    public let quotesDropped: Int
    public let lastPause: PauseRow?

    public var entries: Int { uses.count }

    public init(from input: inout SnapshotReader) throws(SnapshotError) {
        uses = try input.array { input throws(SnapshotError) in try Row(from: &input) }
            .sorted { ($0.provider, $0.model, $0.skill) < ($1.provider, $1.model, $1.skill) }
        spent = try input.rows(sortedBy: \.day) { input throws(SnapshotError) in
            let midnight = Timestamp(seconds: Int64(try input.integer()) * 86_400)
            return DayRow(day: String(midnight.milliseconds.prefix(10)), microEuros: try input.integer())
        }
        quotesDropped = try input.integer()
        lastPause = try input.optional { input throws(SnapshotError) in
            PauseRow(
                period: try input.choice(BudgetPeriod.self).rawValue, position: try input.position(),
                limitMicroEuros: try input.integer(), until: try input.timeText())
        }
    }
}
