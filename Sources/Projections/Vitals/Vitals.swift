public import Events
import HashTreeCollections

/// Core Web Vitals, by name.
public struct Vitals: Projection {
    public static let name = "vitals"

    private var aggregates: TreeDictionary<VitalName, VitalAggregate> = [:]

    public init() {}

    /// What is known of a metric; zeros before the first report.
    public subscript(name: VitalName) -> VitalAggregate { aggregates[name] ?? VitalAggregate() }

    public mutating func apply(_ fact: Fact) {
        guard case .vital(.reported(let report)) = fact.event else { return }
        aggregates[report.name, default: VitalAggregate()].add(report)
    }

    public func encode(to out: inout SnapshotWriter) {
        out.dictionary(aggregates) { out, name, aggregate in
            out.string(name.rawValue)
            aggregate.encode(to: &out)
        }
    }

    public init(from input: inout SnapshotReader) throws(SnapshotError) {
        aggregates = try input.dictionary { input throws(SnapshotError) in
            (try input.choice(VitalName.self), try VitalAggregate(from: &input))
        }
    }
}
