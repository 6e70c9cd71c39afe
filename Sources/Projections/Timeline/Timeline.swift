public import Events
import HashTreeCollections

/// Each person's last actions, as positions in the log, newest last.
public struct Timeline: Projection {
    public static let name = "timeline"
    /// How many entries are kept a person: as many as one request may ask for.
    public static let entriesMax = 200

    private var entries: TreeDictionary<PersonID, [LogPosition]> = [:]

    public init() {}

    /// The records of a person's last actions, newest first.
    public func entries(of person: PersonID, limit: Int) -> [LogPosition] {
        (entries[person] ?? []).suffix(limit).reversed()
    }

    public mutating func apply(_ fact: Fact) {
        if case .person(.erased) = fact.event, case .account(let id) = fact.subject {
            entries[id] = nil
        } else if let person = Self.person(concernedBy: fact) {
            add(fact.position, to: person)
        }
    }

    /// Whose timeline shows the fact, if anybody's.
    static func person(concernedBy fact: Fact) -> PersonID? {
        switch fact.event {
        case .account(.registered), .account(.profileChanged), .account(.passwordChanged):
            if case .account(let id) = fact.subject { id } else { nil }
        case .session(.opened(let data)): data.account
        case .session(.closed(let data)): data.cause == .logout ? data.account : nil
        case .epreuve(.generated(let data)): data.owner
        case .copie(.uploaded(let data)): data.owner
        case .search(.performed): fact.actor.user
        // Not the actor: what was imported has the operator's name.
        case .telemetry(.recorded): if case .account(let id) = fact.subject { id } else { nil }
        case .classroom(.opened(let data)): data.teacher
        case .classroom(.pupilEnrolled(let data)): data.pupil
        default: nil
        }
    }

    private mutating func add(_ position: LogPosition, to person: PersonID) {
        entries.updateValue(forKey: person, default: []) { positions in
            positions.append(position)
            // Cut in large steps, so that the array is moved once in 64 entries and not at every one.
            if positions.count >= Self.entriesMax + 64 { positions.removeFirst(64) }
        }
    }

    public func encode(to out: inout SnapshotWriter) {
        out.dictionary(entries) { out, person, positions in
            out.id(person)
            out.array(positions) { $0.position($1) }
        }
    }

    public init(from input: inout SnapshotReader) throws(SnapshotError) {
        entries = try input.dictionary { input throws(SnapshotError) in
            (
                try input.id(Person.self),
                try input.array { input throws(SnapshotError) in try input.position() }
            )
        }
    }
}
