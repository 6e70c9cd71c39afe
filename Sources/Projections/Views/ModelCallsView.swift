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

    public let uses: [Row]

    public var entries: Int { uses.count }

    public init(from input: inout SnapshotReader) throws(SnapshotError) {
        uses = try input.array { input throws(SnapshotError) in try Row(from: &input) }
            .sorted { ($0.provider, $0.model, $0.skill) < ($1.provider, $1.model, $1.skill) }
    }
}
