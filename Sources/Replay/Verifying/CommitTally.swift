import Events
import Projections

/// Counts and folds records, whole commits at a time: what a torn tail holds was never there.
struct CommitTally {
    private enum Entry {
        /// An intact record; no fact when its payload could not be read.
        case record(Record, Fact?, leaf: MerkleHash?)
        /// Bad lines, any number.
        case hole
    }

    private var pending: [Entry] = []
    /// The state so far; nil once there was a hole, or when reading began in the middle.
    private var models: ReadModels?
    /// The tree over the records so far; nil when there is nothing to hold it against.
    private(set) var tree: TreeCheck?
    /// The state is summed up here; nil: at the end.
    private let digestAt: LogPosition?
    private(set) var digested: ReadModels?

    init(folds: Bool, tree: TreeCheck? = nil, digestAt: LogPosition? = nil) {
        models = folds ? ReadModels() : nil
        self.tree = tree
        self.digestAt = digestAt
    }

    /// Whether leaves are needed for the tree.
    var wantsLeaves: Bool { tree != nil }

    mutating func add(_ record: Record, _ fact: Fact?, leaf: MerkleHash?) {
        pending.append(.record(record, fact, leaf: leaf))
    }

    mutating func addHole() {
        if case .hole = pending.last { return }
        pending.append(.hole)
    }

    /// Takes back what came since the last settlement.
    mutating func drop() { pending.removeAll() }

    /// Takes in what came since the last settlement.
    mutating func settle(into report: inout VerifyReport) {
        for entry in pending {
            guard case .record(let record, let fact, let leaf) = entry else {
                stopFold(&report)
                continue
            }
            count(record, fact, &report)
            if let leaf { tree?.add(leaf, at: record.position) }
            fold(fact, &report)
        }
        pending.removeAll(keepingCapacity: true)
        report.foldedThrough = models?.position ?? report.foldedThrough
    }

    /// Says what is known once everything was read.
    mutating func end(into report: inout VerifyReport) {
        if digestAt == nil { digested = models }
        if let summary = try? digested?.summary() {
            report.digest = summary.digest
            report.digestAt = summary.position
        }
        tree?.end()
        report.tree = tree?.report
        for problem in tree?.problems ?? [] { report.add(problem) }
    }

    private mutating func count(_ record: Record, _ fact: Fact?, _ report: inout VerifyReport) {
        report.records += 1
        if case .unknown(let type) = fact?.event { report.unknownTypes[type, default: 0] += 1 }
        if record.position > report.head {
            report.head = record.position
            report.headTime = record.time.description
        }
        let source = record.source
        if report.origins.last != source { report.origins.append(source) }
    }

    private mutating func fold(_ fact: Fact?, _ report: inout VerifyReport) {
        guard let fact, fact.position == models?.position.next else { return stopFold(&report) }
        models?.apply(fact)
        if fact.position == digestAt { digested = models }
    }

    /// The read models have a hole from here on: folding further would say nothing.
    private mutating func stopFold(_ report: inout VerifyReport) {
        guard models != nil else { return }
        report.fold = .stopped
        report.foldedThrough = models?.position ?? .zero
        models = nil
    }
}
