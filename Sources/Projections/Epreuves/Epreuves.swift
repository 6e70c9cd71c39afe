public import Events
import HashTreeCollections

/// A subject that was given to somebody; its text is in the log.
public struct GivenEpreuve: Sendable, Equatable {
    public let id: EpreuveID
    public let owner: PersonID
    public let type: EpreuveType
    /// The record that holds the subject.
    public let position: LogPosition
    public let created: Timestamp
    /// Which subject of the bank it is, when it comes from there.
    public let bankID: String?

    func encode(to out: inout SnapshotWriter) {
        out.id(id)
        out.id(owner)
        out.string(type.rawValue)
        out.position(position)
        out.time(created)
        out.optional(bankID) { $0.string($1) }
    }
}

extension GivenEpreuve {
    init(from input: inout SnapshotReader) throws(SnapshotError) {
        id = try input.id()
        owner = try input.id()
        type = try input.choice()
        position = try input.position()
        created = try input.time()
        bankID = try input.optional { input throws(SnapshotError) in try input.string() }
    }
}

/// Épreuves by id and by owner.
public struct Epreuves: Projection {
    public static let name = "epreuves"

    private var epreuves: TreeDictionary<EpreuveID, GivenEpreuve> = [:]
    private var byOwner: TreeDictionary<PersonID, [EpreuveID]> = [:]

    public init() {}

    public var count: Int { epreuves.count }

    public subscript(id: EpreuveID) -> GivenEpreuve? { epreuves[id] }

    /// The épreuves of a person, oldest first.
    public func ownedBy(_ owner: PersonID) -> [GivenEpreuve] { (byOwner[owner] ?? []).compactMap { epreuves[$0] } }

    public mutating func apply(_ fact: Fact) {
        switch (fact.event, fact.subject) {
        case (.epreuve(.generated(let data)), .epreuve(let id)):
            epreuves[id] = GivenEpreuve(
                id: id, owner: data.owner, type: data.type, position: fact.position, created: fact.occurred,
                bankID: data.bankID)
            byOwner[data.owner, default: []].append(id)
        case (.person(.erased), .account(let id)):
            for epreuve in byOwner.removeValue(forKey: id) ?? [] { epreuves[epreuve] = nil }
        default: return
        }
    }

    public func encode(to out: inout SnapshotWriter) {
        out.dictionary(epreuves) { out, _, epreuve in epreuve.encode(to: &out) }
        out.dictionary(byOwner) { out, owner, ids in
            out.id(owner)
            out.array(ids) { $0.id($1) }
        }
    }

    public init(from input: inout SnapshotReader) throws(SnapshotError) {
        epreuves = try input.dictionary { input throws(SnapshotError) in
            let epreuve = try GivenEpreuve(from: &input)
            return (epreuve.id, epreuve)
        }
        byOwner = try input.dictionary { input throws(SnapshotError) in
            (
                try input.id(Person.self),
                try input.array { input throws(SnapshotError) in try input.id(Epreuve.self) }
            )
        }
    }
}
