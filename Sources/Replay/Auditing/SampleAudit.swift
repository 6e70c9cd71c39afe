public import Events

/// Proves of some records that they stand in the published tree: the *sample* check.
///
/// Whoever changes one record in a thousand is caught by a sample of a thousand with a probability of 63 %, of 5,000 with 99 %.
public struct SampleAudit {
    /// The most that one run looks at.
    public static let samplesMax = 1_000_000

    /// What came out.
    public struct Report: Encodable, Equatable, Sendable {
        /// Repeats the same choice.
        public let seed: UInt64
        /// How many records were read and proved.
        public internal(set) var proved = 0
        /// In French; at most `problemsListedMax` are listed.
        public internal(set) var problems: [String] = []
        public internal(set) var problemCount = 0
    }

    static let problemsListedMax = 100

    private let log: any LogReader
    private let checkpoint: Checkpoint
    private var prover: TreeProver
    private var report: Report

    /// Proves records of `log` against a checkpoint whose signature was verified, with the tiles beside the log.
    public init(_ log: any LogReader, tiles: some TileReader, checkpoint: Checkpoint, seed: UInt64) {
        self.log = log
        self.checkpoint = checkpoint
        prover = TreeProver(size: checkpoint.size, tiles: tiles)
        report = Report(seed: seed)
    }

    /// Proves `count` records chosen at random, and all those about `subject`.
    ///
    /// - Throws: `EventLogError` when the log cannot be searched for the subject.
    public mutating func run(count: Int, subject: String?) throws -> Report {
        for position in chosen(min(count, Self.samplesMax)) { prove(position) }
        guard let subject else { return report }
        var filter = RecordFilter()
        filter.subject = subject
        let query = RecordQuery(after: .zero, through: checkpoint.position, filter: filter, limit: nil)
        var positions: [LogPosition] = []
        try query.forEach(in: log) { positions.append($0.position) }
        for position in positions { prove(position) }
        return report
    }

    /// Positions in the order of the log, so that neighbouring tiles are read once.
    private func chosen(_ count: Int) -> [LogPosition] {
        guard checkpoint.size > 0 else { return [] }
        guard UInt64(count) < checkpoint.size else { return (1...checkpoint.size).map { LogPosition($0) } }
        var generator = SplitMix(state: report.seed)
        var found: Set<UInt64> = []
        while found.count < count { found.insert(UInt64.random(in: 1...checkpoint.size, using: &generator)) }
        return found.sorted().map { LogPosition($0) }
    }

    private mutating func prove(_ position: LogPosition) {
        do {
            let record = try log.record(at: position)
            try prover.inclusion(of: position.rawValue - 1)
                .verify(leaf: MerkleTree.leaf(record.line), root: checkpoint.root)
            report.proved += 1
        } catch let error as ProofError {
            add("position \(position) : l'enregistrement n'est pas celui qui a été publié (\(error.explanation))")
        } catch {
            add("position \(position) : \(ReplayFailure(error).message)")
        }
    }

    private mutating func add(_ problem: String) {
        report.problemCount += 1
        if report.problems.count < Self.problemsListedMax { report.problems.append(problem) }
    }
}

/// SplitMix64: the same choice for the same seed, on every machine.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
