import Synchronization
import Testing

@testable import Events

/// A board in memory.
private final class Board: CheckpointBoard {
    private let note = Mutex<[UInt8]?>(nil)
    let isTaken = Mutex(false)

    func last(of origin: String) -> [UInt8]? { note.withLock { $0 } }

    func turn(
        of origin: String, _ sign: ([UInt8]?) throws(IntegrityError) -> SignedCheckpoint?
    ) throws(IntegrityError) -> Bool {
        guard !isTaken.withLock({ $0 }) else { return false }
        if let signed = try sign(last(of: origin)) { post(signed) }
        return true
    }

    func post(_ signed: SignedCheckpoint) { note.withLock { $0 = signed.note.bytes } }
}

@Suite struct `The tree of a log that nodes share` {
    private let board = Board()

    private func node(_ sample: SampleTree, key: SigningKey? = nil) throws -> TreeIntegrator {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let place = TreePlace(eventlog: sample.folder.path + "/\(folder.path.suffix(8))", data: folder.path + "/data")
        try POSIXFiles().makeDirectory(place.eventlog)
        return try TreeIntegrator(
            log: sample.log, origin: sample.origin, place: place, key: key ?? sample.key, files: FaultyFiles(),
            board: board)
    }

    @Test func `is signed by one node, and believed by the others once theirs has the same root`() throws {
        let sample = try SampleTree(records: 700)
        let (one, other) = (try node(sample), try node(sample))
        try one.catchUp()
        #expect(one.signed?.checkpoint.size == 700)
        // Small steps: it takes several to come up to what is signed.
        while try other.step(recordsMax: 100) {}
        #expect(other.signed == one.signed)
        try sample.log.grow(to: 900, seed: 2)
        board.isTaken.withLock { $0 = true }
        _ = try other.step()
        #expect(other.signed?.checkpoint.size == 700, "it was not its turn")
        board.isTaken.withLock { $0 = false }
        try other.catchUp()
        try one.catchUp()
        #expect(other.signed?.checkpoint.size == 900 && one.signed == other.signed)
    }

    @Test func `is not believed under another root, nor taken up with another key`() throws {
        let sample = try SampleTree(records: 300)
        let one = try node(sample)
        try one.catchUp()
        let signer = NoteSigner(name: sample.origin.checkpointOrigin, key: sample.key)
        try sample.log.grow(to: 400, seed: 5)
        let forged = try SignedCheckpoint(
            Checkpoint(origin: signer.name, size: 400, root: MerkleTree.leaf([1])), by: signer)
        board.post(forged)
        #expect(throws: IntegrityError.differs(signed: forged.checkpoint, position: nil)) { try one.step() }
        #expect(one.signed?.checkpoint.size == 300)
        #expect(throws: IntegrityError.self) { try node(sample, key: .random()) }
        let older = try SignedCheckpoint(
            Checkpoint(origin: signer.name, size: 100, root: MerkleTree.leaf([1])), by: signer)
        board.post(older)
        let signed = try #require(one.signed?.checkpoint)
        #expect(throws: IntegrityError.forked(older.checkpoint, signed)) { try one.step() }
    }

    @Test func `is posted later when the board could not take it`() throws {
        let sample = try SampleTree(records: 50)
        let alone = try sample.integrator()
        try alone.catchUp()
        // The same node with a board that knows nothing yet: as after a switch from files to a database.
        let shared = try TreeIntegrator(
            log: sample.log, origin: sample.origin, place: sample.place, key: sample.key, files: FaultyFiles(),
            board: board)
        _ = try shared.step()
        #expect(board.last(of: "") == alone.signed?.note.bytes)
        #expect(try !shared.step())
    }
}
