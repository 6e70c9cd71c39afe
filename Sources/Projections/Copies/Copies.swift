public import Events
import HashTreeCollections

/// Copies with their corrections, and the queue of work.
public struct Copies: Projection {
    public static let name = "copies"

    private var copies: TreeDictionary<CopieID, HandedInCopie> = [:]
    private var byOwner: TreeDictionary<PersonID, [CopieID]> = [:]
    /// Copies that a worker has to take, or has.
    private var open: TreeSet<CopieID> = []

    public init() {}

    public var count: Int { copies.count }
    /// How many copies wait for a correction or are being corrected.
    public var openCount: Int { open.count }

    /// How many copies stand so; looks at each.
    public func count(of status: CopieStatus) -> Int { copies.values.count { $0.status == status } }

    public subscript(id: CopieID) -> HandedInCopie? { copies[id] }

    /// The copies of a person, oldest first.
    public func ownedBy(_ owner: PersonID) -> [HandedInCopie] { (byOwner[owner] ?? []).compactMap { copies[$0] } }

    /// Addresses of every blob that a copie needs.
    public var blobs: Set<String> { Set(copies.values.lazy.filter { !$0.isErased }.flatMap(\.blobs)) }

    /// Addresses of what erased persons had stored; none of it is there any more, or it has to go.
    public var erasedBlobs: Set<String> { Set(copies.values.lazy.filter(\.isErased).flatMap(\.blobs)) }

    /// The copies that a worker has, its lease run out or not, by id.
    public var underWay: [HandedInCopie] {
        open.compactMap { copies[$0] }.filter { $0.status == .processing }.sorted { $0.id < $1.id }
    }

    /// The copie that a worker should take at `now`: the one asked for first among those that are free and that it can take.
    public func nextWork(
        at now: Timestamp, where canTake: (HandedInCopie) -> Bool = { _ in true }
    ) -> HandedInCopie? {
        open.compactMap { id in copies[id].flatMap { $0.isFree(at: now) && canTake($0) ? $0 : nil } }
            .min { ($0.requested, $0.uploadedAt) < ($1.requested, $1.uploadedAt) }
    }

    /// The next instant at which an occupied or postponed copie becomes free; nil when none will by itself.
    public func nextWorkTime(after now: Timestamp) -> Timestamp? {
        open.lazy.compactMap { copies[$0]?.freeFrom }.filter { $0 > now }.min()
    }

    public mutating func apply(_ fact: Fact) {
        switch (fact.event, fact.subject) {
        case (.copie(.uploaded(let data)), .copie(let id)): upload(id, data, fact)
        case (.copie(.read(let data)), .copie(let id)):
            change(id, fact) { copie in
                copie.readAt = fact.position
                copie.textBlob = data.textBlob
            }
        case (.correction(let event), .copie(let id)): apply(event, to: id, fact)
        case (.person(.erased), .account(let id)): erase(id)
        default: return
        }
    }

    private mutating func upload(_ id: CopieID, _ data: CopieUploaded, _ fact: Fact) {
        copies[id] = HandedInCopie(
            id: id, epreuve: data.epreuve, owner: data.owner, uploadedAt: fact.position, created: fact.occurred,
            blob: data.blob, requested: fact.time, changedAt: fact.position)
        byOwner[data.owner, default: []].append(id)
        open.insert(id)
    }

    private mutating func apply(_ event: CorrectionEvent, to id: CopieID, _ fact: Fact) {
        change(id, fact) { copie in
            switch event {
            case .requested(let data): copie.request(data, fact)
            case .started(let data): copie.start(data)
            case .completed(let data): copie.complete(data, fact)
            case .failed(let data): copie.fail(data, fact)
            case .commented: copie.comments.append(fact.position)
            case .marked(let data):
                copie.marks.append(GivenCorrection(position: fact.position, time: fact.time, note: data.note))
            case .postponed(let data): copie.postpone(data, fact)
            }
        }
    }

    private mutating func change(_ id: CopieID, _ fact: Fact, _ body: (inout HandedInCopie) -> Void) {
        guard var copie = copies[id], !copie.isErased else { return }
        body(&copie)
        copie.changedAt = fact.position
        copies[id] = copie
        if copie.status == .pending || copie.status == .processing { open.insert(id) } else { open.remove(id) }
    }

    /// Keeps the figures, so that class averages stay, and nothing that leads to the person's words.
    private mutating func erase(_ owner: PersonID) {
        for id in byOwner[owner] ?? [] {
            copies[id]?.erase()
            open.remove(id)
        }
    }

    public func encode(to out: inout SnapshotWriter) {
        out.dictionary(copies) { out, _, copie in copie.encode(to: &out) }
        out.dictionary(byOwner) { out, owner, ids in
            out.id(owner)
            out.array(ids) { $0.id($1) }
        }
    }

    public init(from input: inout SnapshotReader) throws(SnapshotError) {
        copies = try input.dictionary { input throws(SnapshotError) in
            let copie = try HandedInCopie(from: &input)
            return (copie.id, copie)
        }
        byOwner = try input.dictionary { input throws(SnapshotError) in
            (
                try input.id(Person.self),
                try input.array { input throws(SnapshotError) in try input.id(Copie.self) }
            )
        }
        for copie in copies.values where copie.status == .pending || copie.status == .processing {
            open.insert(copie.id)
        }
    }
}
