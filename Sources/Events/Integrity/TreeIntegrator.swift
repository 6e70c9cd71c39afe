import Synchronization

/// Keeps the tree over a log up to date and signs what it has come to, after the writer and never in its way.
///
/// One step takes durable records that the tree does not cover yet and does, in this order, each durable before the next:
/// 1. tiles, whole and partial; 2. the signer's own copy of the new checkpoint; 3. the published copy.
/// A crash or a failure between any two leaves the last checkpoint standing, and the next step does the same again. The tree of
/// a new checkpoint has grown out of the last one's, so the two are consistent; nothing else is ever signed.
///
/// Whoever has the log open for writing may have one integrator of it. Where several nodes have, each keeps a tree of its own, and
/// they take turns at signing on a board: a checkpoint of another is believed once this node's own tree has come to the same root.
public final class TreeIntegrator: Sendable {
    /// About how many records one step takes; commits are kept whole.
    public static let recordsPerStep = 1 << 18

    struct Turn {
        var edge: TileEdge
        var store: TileStore
        /// A copy of the last checkpoint is older than the other, or not there.
        var mustPublish: Bool
        /// The board does not have the last checkpoint yet.
        var mustPost: Bool
    }

    let log: any LogReader
    private let place: TreePlace
    let signer: NoteSigner
    private let files: any FileLayer
    /// Where other nodes' checkpoints are; nil when no other node has this log.
    let board: (any CheckpointBoard)?
    /// Held by the one who integrates.
    private let turn: Mutex<Turn>
    private let last: Mutex<SignedCheckpoint?>
    /// What was found and put right at opening.
    public let notices: [TreeNotice]

    /// Takes the tree of `log` up where it was left.
    ///
    /// - Parameters:
    ///   - origin: what the log is called on its current timeline.
    ///   - files: the calls that tiles and checkpoints are written with.
    ///   - board: where the nodes of a shared log take turns.
    /// - Throws: `IntegrityError` when log, tiles and the last signed checkpoint do not go together; nothing was changed then.
    public init(
        log: any LogReader, origin: LogOrigin, place: TreePlace, key: SigningKey, files: any FileLayer,
        board: (any CheckpointBoard)? = nil
    ) throws(IntegrityError) {
        let found = try IntegrityError.ofFiles { () throws(FileError) in
            try CheckpointCopies(place, key: key, files: files)
        }
        var resumption = TreeResumption(
            log: log, origin: origin, found: found, tiles: TileFolder(path: place.tiles, files: files))
        let (edge, known) = try resumption.run()
        self.log = log
        self.place = place
        self.files = files
        signer = NoteSigner(name: origin.checkpointOrigin, key: key)
        notices = resumption.notices
        let mustPublish = known.map { !found.areAll($0) } ?? false
        turn = Mutex(Turn(edge: edge, store: resumption.store, mustPublish: mustPublish, mustPost: known != nil))
        last = Mutex(known)
        self.board = board
        // Another key than the other nodes' is noticed before anything is signed with it.
        if let board { _ = try posted(on: board) }
    }

    /// The position that the log in `place` is known to have reached: one that ends earlier must not be opened.
    ///
    /// - Throws: `IntegrityError.io`.
    public static func floor(
        of place: TreePlace, key: SigningKey, files: any FileLayer
    ) throws(IntegrityError) -> LogPosition {
        try IntegrityError.ofFiles { () throws(FileError) in
            try CheckpointCopies(place, key: key, files: files).floor
        }
    }

    /// The last checkpoint; nil while there is none.
    public var signed: SignedCheckpoint? { last.withLock { $0 } }
    /// The public key that checks what is signed here.
    public var verifier: NoteVerifier { signer.verifier }

    /// How many records the tree does not cover yet.
    public var pending: Int {
        let covered = signed?.checkpoint.position ?? .zero
        return max(0, log.headSeen.distance(from: covered))
    }

    /// One step; none when the tree covers the whole log and its checkpoint is published.
    ///
    /// - Returns: whether there is more to do.
    /// - Throws: `IntegrityError`; the last checkpoint stands, and the next call tries the same again.
    public func step(recordsMax: Int = recordsPerStep) throws(IntegrityError) -> Bool {
        try turn.withLock { turn throws(IntegrityError) in try step(&turn, recordsMax) }
    }

    /// As many steps as it takes to cover what the log has.
    ///
    /// - Throws: `IntegrityError`.
    public func catchUp() throws(IntegrityError) { while try step() {} }

    /// Publishes the last checkpoint again with a witness's cosignature; does nothing when it is not the last any more.
    ///
    /// - Throws: `IntegrityError.io`; the copy without it stands then.
    public func publish(_ cosignature: NoteSignature, of checkpoint: Checkpoint) throws(IntegrityError) {
        try turn.withLock { turn throws(IntegrityError) in
            guard let signed, signed.checkpoint == checkpoint, !turn.mustPublish else { return }
            let cosigned = signed.cosigned(by: cosignature)
            try publish(cosigned, &turn)
            last.withLock { $0 = cosigned }
        }
    }

    private func step(_ turn: inout Turn, _ recordsMax: Int) throws(IntegrityError) -> Bool {
        let signed = signed
        if turn.mustPublish, let signed {
            try remember(signed)
            try publish(signed, &turn)
        }
        let head = try IntegrityError.ofLog { () throws(EventLogError) in try log.head.position }
        if let signed, head < signed.checkpoint.position { throw .endsBelow(head: head, signed: signed.checkpoint) }
        if let board { return try step(&turn, head, recordsMax, on: board) }
        guard head.rawValue > turn.edge.size else { return false }
        let new = try sign(through: head, recordsMax, &turn)
        try publish(new, &turn)
        return new.checkpoint.position < head
    }

    /// Integrates records up to `head`, or about `recordsMax` of them, and signs the tree they come to.
    func sign(
        through head: LogPosition, _ recordsMax: Int, _ turn: inout Turn
    ) throws(IntegrityError) -> SignedCheckpoint {
        var edge = turn.edge
        try append(to: &edge, head, recordsMax, &turn.store)
        try writePartials(of: edge, &turn.store)
        let new: SignedCheckpoint
        do {
            new = try SignedCheckpoint(
                Checkpoint(origin: signer.name, size: edge.size, root: edge.root), by: signer)
        } catch {
            throw .unsigned
        }
        try take(new, edge, &turn)
        return new
    }

    /// Makes a checkpoint the last one, durably.
    func take(
        _ new: SignedCheckpoint, _ edge: TileEdge, _ turn: inout Turn
    ) throws(IntegrityError) {
        try remember(new)
        // It is signed: from here on the tree cannot go back behind it.
        turn.edge = edge
        turn.mustPublish = true
        last.withLock { $0 = new }
    }

    func writePartials(of edge: TileEdge, _ store: inout TileStore) throws(IntegrityError) {
        try IntegrityError.ofFiles { () throws(FileError) in
            for tile in edge.partials { try store.write(tile) }
            try store.sync()
        }
    }

    /// Appends leaves up to `head`, or to the end of the commit that reaches `recordsMax`, and writes the tiles that become whole.
    func append(
        to edge: inout TileEdge, _ head: LogPosition, _ recordsMax: Int, _ store: inout TileStore
    ) throws(IntegrityError) {
        let enough = edge.size + UInt64(max(1, recordsMax))
        var isEnough = false
        while edge.size < head.rawValue, !isEnough {
            for leaf in try log.leaves(after: LogPosition(edge.size)) where !isEnough {
                edge.append(leaf.hash)
                // The log may have grown meanwhile; where `head` was, a commit ended.
                isEnough = leaf.endsCommit && edge.size >= min(enough, head.rawValue)
            }
            let whole = edge.takeCompleted()
            try IntegrityError.ofFiles { () throws(FileError) in
                for tile in whole { try store.write(tile) }
                try store.sync()
                // Not before the whole ones are there for good: the last checkpoint needs one or the other.
                for tile in whole { try store.removePartials(of: tile.path) }
            }
        }
    }

    private func remember(_ signed: SignedCheckpoint) throws(IntegrityError) {
        try IntegrityError.ofFiles { () throws(FileError) in
            if try !files.exists(place.data) {
                try files.makeDirectory(place.data)
                try files.syncDirectory(place.data + "/..")
            }
            try files.writeAtomically(signed.note.bytes, to: place.signed, in: place.data)
        }
    }

    func publish(_ signed: SignedCheckpoint, _ turn: inout Turn) throws(IntegrityError) {
        try IntegrityError.ofFiles { () throws(FileError) in
            try files.writeAtomically(signed.note.bytes, to: place.published, in: place.eventlog)
        }
        turn.mustPublish = false
    }
}
