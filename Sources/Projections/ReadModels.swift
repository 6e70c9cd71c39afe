public import Events

/// All read models as one value, folded up to one position.
///
/// Copying it costs nothing, so a request reads from one consistent state, and the writer keeps the old one until a commit is
/// durable.
public struct ReadModels: Sendable, Equatable {
    /// The last record taken in.
    public private(set) var position = LogPosition.zero
    /// The time of that record.
    public private(set) var time = Timestamp(microseconds: 0)
    public private(set) var accounts = Accounts()
    public private(set) var sessions = Sessions()
    public private(set) var invitations = Invitations()
    public private(set) var classes = Classes()
    public private(set) var epreuves = Epreuves()
    public private(set) var copies = Copies()
    public private(set) var timeline = Timeline()
    public private(set) var badges = Badges()
    public private(set) var modelCalls = ModelCalls()
    public private(set) var vitals = Vitals()
    public private(set) var corpus = Corpus()
    public private(set) var idempotency = Idempotency()
    public private(set) var log = LogHistory()
    /// Records of types that this release does not know.
    public private(set) var unknownRecords = 0

    /// As before the first record.
    public init() {}

    /// The names under which operators ask for a read model.
    public static let names = [
        Accounts.name, Sessions.name, Invitations.name, Classes.name, Epreuves.name, Copies.name, Timeline.name,
        Badges.name, ModelCalls.name, Vitals.name, Corpus.name, Idempotency.name, LogHistory.name,
    ]

    /// Takes in the next fact.
    public mutating func apply(_ fact: Fact) {
        precondition(
            fact.position == position.next, "fact \(fact.position) after \(position): facts come in order, each once")
        accounts.apply(fact)
        sessions.apply(fact)
        invitations.apply(fact)
        classes.apply(fact)
        epreuves.apply(fact)
        copies.apply(fact)
        timeline.apply(fact)
        badges.apply(fact)
        modelCalls.apply(fact)
        vitals.apply(fact)
        corpus.apply(fact)
        idempotency.apply(fact)
        log.apply(fact)
        if case .unknown = fact.event { unknownRecords += 1 }
        position = fact.position
        time = fact.time
    }

    /// Takes in the next record.
    ///
    /// - Throws: `EventLogError.unreadable` when the payload is not of its type's shape: nothing is skipped.
    public mutating func apply(_ record: Record) throws(EventLogError) {
        apply(try Fact(checked: record))
    }

    func encode(to out: inout SnapshotWriter) {
        out.position(position)
        out.time(time)
        out.integer(unknownRecords)
        accounts.encode(to: &out)
        sessions.encode(to: &out)
        invitations.encode(to: &out)
        classes.encode(to: &out)
        epreuves.encode(to: &out)
        copies.encode(to: &out)
        timeline.encode(to: &out)
        badges.encode(to: &out)
        modelCalls.encode(to: &out)
        vitals.encode(to: &out)
        corpus.encode(to: &out)
        idempotency.encode(to: &out)
        log.encode(to: &out)
    }

    init(from input: inout SnapshotReader) throws(SnapshotError) {
        position = try input.position()
        time = try input.time()
        unknownRecords = try input.integer()
        accounts = try Accounts(from: &input)
        sessions = try Sessions(from: &input)
        invitations = try Invitations(from: &input)
        classes = try Classes(from: &input)
        epreuves = try Epreuves(from: &input)
        copies = try Copies(from: &input)
        timeline = try Timeline(from: &input)
        badges = try Badges(from: &input)
        modelCalls = try ModelCalls(from: &input)
        vitals = try Vitals(from: &input)
        corpus = try Corpus(from: &input)
        idempotency = try Idempotency(from: &input)
        log = try LogHistory(from: &input)
    }
}
