import Events
import Projections

/// Counts and folds records, whole commits at a time: what a torn tail holds was never there.
struct CommitTally {
    private enum Entry {
        /// An intact record; no fact when its payload could not be read.
        case record(Record, Fact?)
        /// Bad lines, any number.
        case hole
    }

    private var pending: [Entry] = []
    /// The state so far; nil once there was a hole, or when reading began in the middle.
    private var models: ReadModels?

    init(folds: Bool) { models = folds ? ReadModels() : nil }

    mutating func add(_ record: Record, _ fact: Fact?) { pending.append(.record(record, fact)) }

    mutating func addHole() {
        if case .hole = pending.last { return }
        pending.append(.hole)
    }

    /// Takes back what came since the last settlement.
    mutating func drop() { pending.removeAll() }

    /// Takes in what came since the last settlement.
    mutating func settle(into report: inout VerifyReport) {
        for entry in pending {
            guard case .record(let record, let fact) = entry else {
                stopFold(&report)
                continue
            }
            count(record, fact, &report)
            fold(fact, &report)
        }
        pending.removeAll(keepingCapacity: true)
        report.foldedThrough = models?.position ?? report.foldedThrough
    }

    private func count(_ record: Record, _ fact: Fact?, _ report: inout VerifyReport) {
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
    }

    /// The read models have a hole from here on: folding further would say nothing.
    private mutating func stopFold(_ report: inout VerifyReport) {
        guard models != nil else { return }
        report.fold = .stopped
        report.foldedThrough = models?.position ?? .zero
        models = nil
    }
}
