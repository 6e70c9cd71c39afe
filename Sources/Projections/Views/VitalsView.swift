import Events

/// `Vitals`, laid open.
public struct VitalsView: ReadModelView {
    public struct Row: Encodable, Sendable {
        public let name: String
        public let count: Int
        public let good: Int
        public let needsImprovement: Int
        public let poor: Int
        public let total: Double
        public let last: Double
        public let smallest: Double
        public let largest: Double
        public let sketch: SketchView

        init(from input: inout SnapshotReader) throws(SnapshotError) {
            name = try input.choice(VitalName.self).rawValue
            count = try input.integer()
            good = try input.integer()
            needsImprovement = try input.integer()
            poor = try input.integer()
            total = try input.number()
            last = try input.number()
            smallest = try input.number()
            largest = try input.number()
            sketch = try SketchView(from: &input)
        }
    }

    public let vitals: [Row]

    public var entries: Int { vitals.count }

    public init(from input: inout SnapshotReader) throws(SnapshotError) {
        vitals = try input.rows(sortedBy: \.name) { input throws(SnapshotError) in try Row(from: &input) }
    }
}
