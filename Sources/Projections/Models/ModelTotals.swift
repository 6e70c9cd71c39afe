import Events

/// What one model did for one skill.
public struct ModelTotals: Sendable, Equatable {
    public private(set) var calls = 0
    public private(set) var failures = 0
    public private(set) var tokensIn = 0
    public private(set) var tokensOut = 0
    /// Millionths of a euro.
    public private(set) var costMicroEuros = 0
    public private(set) var latencyTotalMilliseconds = 0
    private var latency = QuantileSketch()

    init() {}

    mutating func add(_ call: ModelCalled) {
        calls += 1
        if call.outcome != "success" { failures += 1 }
        tokensIn += call.tokensIn
        tokensOut += call.tokensOut
        costMicroEuros += call.costMicroEuros
        latencyTotalMilliseconds += call.latencyMilliseconds
        latency.add(Double(call.latencyMilliseconds))
    }

    /// The latency that a share of the calls stays at or below, in milliseconds.
    public func latency(_ share: Double) -> Double { latency.value(at: share) ?? 0 }

    func encode(to out: inout SnapshotWriter) {
        for value in [calls, failures, tokensIn, tokensOut, costMicroEuros, latencyTotalMilliseconds] {
            out.integer(value)
        }
        latency.encode(to: &out)
    }
}

extension ModelTotals {
    init(from input: inout SnapshotReader) throws(SnapshotError) {
        calls = try input.integer()
        failures = try input.integer()
        tokensIn = try input.integer()
        tokensOut = try input.integer()
        costMicroEuros = try input.integer()
        latencyTotalMilliseconds = try input.integer()
        latency = try QuantileSketch(from: &input)
    }
}
