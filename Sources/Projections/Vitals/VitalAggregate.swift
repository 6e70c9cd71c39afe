import Events

/// What is known of one Core Web Vital over all reports.
public struct VitalAggregate: Sendable, Equatable {
    public private(set) var count = 0
    public private(set) var total = 0.0
    /// The value reported last.
    public private(set) var last = 0.0
    /// How many reports were rated so.
    public private(set) var good = 0
    public private(set) var needsImprovement = 0
    public private(set) var poor = 0
    private var smallest = 0.0
    private var largest = 0.0
    private var sketch = QuantileSketch()

    init() {}

    mutating func add(_ report: VitalReported) {
        smallest = count == 0 ? report.value : min(smallest, report.value)
        largest = max(largest, report.value)
        count += 1
        total += report.value
        last = report.value
        switch report.rating {
        case .good: good += 1
        case .needsImprovement: needsImprovement += 1
        case .poor: poor += 1
        }
        sketch.add(report.value)
    }

    /// The value that a share of the reports lies at or below, within 1 %; 0 when there are none.
    public func percentile(_ share: Double) -> Double {
        min(max(sketch.value(at: share) ?? 0, smallest), largest)
    }

    func encode(to out: inout SnapshotWriter) {
        for value in [count, good, needsImprovement, poor] { out.integer(value) }
        for value in [total, last, smallest, largest] { out.number(value) }
        sketch.encode(to: &out)
    }
}

extension VitalAggregate {
    init(from input: inout SnapshotReader) throws(SnapshotError) {
        count = try input.integer()
        good = try input.integer()
        needsImprovement = try input.integer()
        poor = try input.integer()
        total = try input.number()
        last = try input.number()
        smallest = try input.number()
        largest = try input.number()
        sketch = try QuantileSketch(from: &input)
    }
}
