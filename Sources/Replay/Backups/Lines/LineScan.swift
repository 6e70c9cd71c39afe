import Events
import Projections

/// Consecutive lines of a log, checked (checksum, form, positions, commits, times), and what a backup needs to know of them.
///
/// Only whole commits count: leaves, blobs and facts are those up to `end`.
struct LineScan: Sendable {
    /// The end of a commit, and what there is of everything up to it.
    private struct Mark {
        var end = 0
        var head: LogHead
        var leaves = 0
        var blobs = 0
        var facts = 0
    }

    /// A line that is not the record which should stand there.
    struct Defect: Equatable, Sendable {
        /// Where the line begins.
        let offset: Int
        let position: LogPosition
        let defect: RecordDefect
    }

    /// The leaf of each record.
    private(set) var leaves: [MerkleHash] = []
    /// The blobs that the records name.
    private(set) var blobs: [BlobReference] = []
    /// The facts, if they were asked for.
    private(set) var facts: [Fact] = []
    /// Nil when the bytes hold nothing but records. A last line without a line feed is a defect too.
    private(set) var defect: Defect?
    /// Whether the limit came before the end of the bytes.
    private(set) var isCut = false
    private var mark: Mark
    private var markBefore: Mark?
    private var checker: CommitChecker
    private let decodes: Bool

    /// Where the last whole commit ends in the bytes.
    var end: Int { mark.end }
    /// The last record of the last whole commit.
    var head: LogHead { mark.head }
    /// Where the commit before the last one ends; nil when there is at most one.
    var endBeforeLast: Int? { markBefore?.end }

    /// Scans `bytes`, which go on after `head`, up to the last commit that `limit` allows.
    ///
    /// - Parameter decodes: whether facts are wanted.
    /// - Throws: `EventLogError.unreadable` when a payload is not of its type's shape.
    init(
        _ bytes: [UInt8], after head: LogHead, until limit: LineLimit, decodes: Bool
    ) throws(EventLogError) {
        mark = Mark(head: head)
        checker = CommitChecker(after: head)
        self.decodes = decodes
        leaves.reserveCapacity(bytes.count / 400)
        var start = 0
        while start < bytes.count, defect == nil, !isCut {
            let end = bytes.span.indexOfLineFeed(from: start)
            do throws(RecordDefect) {
                guard let end else { throw .noLineFeed }
                let record = try RecordParser.parse(bytes, start..<end)
                try checker.accept(record)
                try take(record)
                start = end + 1
                if checker.openCommit == nil { settle(at: start, limit) }
            } catch {
                defect = Defect(offset: start, position: checker.position.next, defect: error)
            }
            if let failure { throw failure }
        }
        trim()
    }

    /// A payload that could not be read; thrown at once.
    private var failure: EventLogError?

    private mutating func take(_ record: Record) throws(RecordDefect) {
        leaves.append(MerkleTree.leaf(record.line))
        do throws(PayloadError) {
            if decodes {
                let fact = try Fact(record)
                if case .copie(let event) = fact.event { note(event, record) }
                facts.append(fact)
            } else if case .copie? = record.entity,
                case .copie(let event) = try EventCatalog.current.event(of: record)
            {
                note(event, record)
            }
        } catch {
            failure = .unreadable(record.position, error)
        }
    }

    private mutating func note(_ event: CopieEvent, _ record: Record) {
        switch event {
        case .uploaded(let data): note(data.blob, owner: data.owner)
        case .read(let data): if let blob = data.textBlob { note(blob, owner: record.person) }
        }
    }

    private mutating func note(_ address: String, owner: PersonID?) {
        // An address of another form names nothing that could have been stored.
        guard let address = SHA256Text(address) else { return }
        blobs.append(BlobReference(address: address, owner: owner))
    }

    private mutating func settle(at end: Int, _ limit: LineLimit) {
        let head = LogHead(position: checker.position, time: checker.time)
        guard limit.allows(head) else {
            isCut = true
            return
        }
        markBefore = mark
        mark = Mark(end: end, head: head, leaves: leaves.count, blobs: blobs.count, facts: facts.count)
    }

    /// Takes back the last commit.
    mutating func dropLastCommit() {
        guard let before = markBefore else { return }
        mark = before
        markBefore = nil
        trim()
    }

    private mutating func trim() {
        leaves.removeLast(leaves.count - mark.leaves)
        blobs.removeLast(blobs.count - mark.blobs)
        facts.removeLast(facts.count - mark.facts)
    }
}
