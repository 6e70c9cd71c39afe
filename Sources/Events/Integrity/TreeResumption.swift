/// Takes a tree up again after a restart: finds the last signed checkpoint, and checks that log and tiles belong to it.
///
/// Cheap when all is well: it reads the tiles of the right edge and the records of the last one. Whoever rolls a log back and
/// lets it grow again changes those; a change further down is for `eaf log verify --full`.
struct TreeResumption {
    let log: any LogReader
    let origin: LogOrigin
    let found: CheckpointCopies
    private(set) var store: TileStore
    private(set) var notices: [TreeNotice] = []

    init(log: any LogReader, origin: LogOrigin, found: CheckpointCopies, tiles: TileFolder) {
        self.log = log
        self.origin = origin
        self.found = found
        store = TileStore(tiles)
    }

    /// The edge to go on from and the checkpoint that it belongs to; nil when this timeline has none yet.
    mutating func run() throws(IntegrityError) -> (edge: TileEdge, last: SignedCheckpoint?) {
        guard let (last, older) = try newest() else {
            // Whatever tiles there are, nobody signed for them.
            try IntegrityError.ofFiles { () throws(FileError) in try store.clear() }
            return (TileEdge(), nil)
        }
        let head = try IntegrityError.ofLog { () throws(EventLogError) in try log.head.position }
        guard head >= last.checkpoint.position else { throw .endsBelow(head: head, signed: last.checkpoint) }
        let edge = try edge(at: last.checkpoint)
        try checkLastRecords(of: last.checkpoint)
        if let older { try check(older, isBeginningOf: last.checkpoint) }
        return (edge, last)
    }

    // MARK: The last checkpoint

    /// The newer copy, and the other one when it is older.
    mutating func newest() throws(IntegrityError) -> (SignedCheckpoint, older: Checkpoint?)? {
        let published = try own(found.published, found.place.published)
        let signed = try own(found.signed, found.place.signed)
        // A copy that is no checkpoint of ours is put right from the other one; alone, it stops everything.
        try judge(found.published, found.place.published, isAlone: signed == nil)
        try judge(found.signed, found.place.signed, isAlone: published == nil)
        guard let published, let signed else { return (published ?? signed).map { ($0, nil) } }
        // The published copy has what witnesses added.
        if published.checkpoint == signed.checkpoint { return (published, nil) }
        let (older, newer) =
            published.checkpoint.size < signed.checkpoint.size ? (published, signed) : (signed, published)
        return (newer, older.checkpoint)
    }

    /// A copy, if it is of this timeline.
    private mutating func own(
        _ copy: CheckpointCopies.Copy, _ path: String
    ) throws(IntegrityError) -> SignedCheckpoint? {
        guard case .believed(let signed) = copy else { return nil }
        if signed.checkpoint.origin == origin.checkpointOrigin { return signed }
        // A restore that opens a timeline says in the log which checkpoint it gives up.
        guard let other = LogOrigin(checkpointOrigin: signed.checkpoint.origin), other.host == origin.host,
            other.name == origin.name, other.timeline < origin.timeline
        else { throw .foreign(path: path, expected: origin.checkpointOrigin, found: signed.checkpoint.origin) }
        notices.append(.earlierTimeline(signed.checkpoint))
        return nil
    }

    private mutating func judge(
        _ copy: CheckpointCopies.Copy, _ path: String, isAlone: Bool
    ) throws(IntegrityError) {
        guard case .refused(let error) = copy else { return }
        guard !isAlone else { throw .notBelieved(path: path, error) }
        notices.append(.copyReplaced(path: path, error))
    }

    // MARK: Tiles and records

    /// The right edge of the signed tree; from the log, when the tiles are not the ones that were signed.
    private mutating func edge(at checkpoint: Checkpoint) throws(IntegrityError) -> TileEdge {
        var failure: TileError?
        do throws(TileError) {
            let edge = try TileEdge(size: checkpoint.size, tiles: store.folder)
            if edge.root == checkpoint.root { return edge }
        } catch {
            if case .io = error { throw .tiles(error) }
            failure = error
        }
        let edge = try TileRebuild(log: log).run(checkpoint, into: &store)
        notices.append(.tilesRebuilt(upTo: checkpoint.size, failure))
        return edge
    }

    /// Two checkpoints are of one history when the tree that has the newer root has the older one at its size.
    private func check(
        _ older: Checkpoint, isBeginningOf newer: Checkpoint
    ) throws(IntegrityError) {
        let root = try IntegrityError.ofTiles { () throws(TileError) in
            var prover = TreeProver(size: older.size, tiles: store.folder)
            return try prover.root()
        }
        guard root == older.root else { throw .forked(older, newer) }
    }

    /// Compares the records of the last tile with its hashes.
    private func checkLastRecords(of checkpoint: Checkpoint) throws(IntegrityError) {
        guard checkpoint.size > 0 else { return }
        let width = UInt64(TileRange.widthMax)
        let index = (checkpoint.size - 1) / width
        let range = TileRange(index: index, width: Int(checkpoint.size - index * width))
        let hashes = try IntegrityError.ofTiles { () throws(TileError) in
            try store.folder.hashes(of: TilePath(level: 0, range: range))
        }
        var position = LogPosition(index * width)
        for hash in hashes {
            position = position.next
            let record = try IntegrityError.ofLog { () throws(EventLogError) in try log.record(at: position) }
            guard MerkleTree.leaf(record.line) == hash else { throw .differs(signed: checkpoint, position: position) }
        }
    }
}
