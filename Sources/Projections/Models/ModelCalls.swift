import Events
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

    public init() {}

    /// Every model and skill that was ever called, sorted.
    public var all: [(use: ModelUse, totals: ModelTotals)] {
        totals.map { ($0.key, $0.value) }
            .sorted { ($0.use.provider, $0.use.model, $0.use.skill) < ($1.use.provider, $1.use.model, $1.use.skill) }
    }

    public mutating func apply(_ fact: Fact) {
        guard case .model(.called(let call)) = fact.event else { return }
        let use = ModelUse(provider: call.provider, model: call.model, skill: call.skill)
        totals[use, default: ModelTotals()].add(call)
    }

    public func encode(to out: inout SnapshotWriter) {
        out.dictionary(totals) { out, use, totals in
            for text in [use.provider, use.model, use.skill] { out.string(text) }
            totals.encode(to: &out)
        }
    }

    public init(from input: inout SnapshotReader) throws(SnapshotError) {
        totals = try input.dictionary { input throws(SnapshotError) in
            let use = ModelUse(provider: try input.string(), model: try input.string(), skill: try input.string())
            return (use, try ModelTotals(from: &input))
        }
    }
}
