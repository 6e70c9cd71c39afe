import PostgresTestSupport
import Synchronization
import TestSupport
import Testing

@testable import Events

@Suite(.enabled(if: TestServer.isThere)) struct `What nodes share in Postgres` {
    let database: TestDatabase

    init() throws {
        database = try TestDatabase()
        try PostgresMigrations(url: database.url).run(dryRun: false)
    }

    @Test func `is a bucket of tokens that fills up by itself`() throws {
        let (one, other) = (PostgresTokenBuckets(url: database.bouncerURL), PostgresTokenBuckets(url: database.url))
        for turn in 0..<6 {
            let buckets = turn % 2 == 0 ? one : other
            #expect(try buckets.take("seau", burst: 6, window: .seconds(60)) == nil, "token \(turn)")
        }
        let wait = try #require(try other.take("seau", burst: 6, window: .seconds(60)))
        #expect((8_000...10_000).contains(wait), "a token comes back every 10 s, not after \(wait) ms")
        #expect(try one.take("un autre", burst: 1, window: .seconds(60)) == nil)
        // Full again at once: nobody is limited, and the row goes.
        #expect(try one.take("bref", burst: 1, window: .zero) == nil)
        #expect(try one.take("bref", burst: 1, window: .zero) == nil)
        try one.removeFull()
        #expect(
            try database.run("SELECT string_agg(bucket, ',' ORDER BY bucket) FROM eventlog.rate_limits")
                == "seau,un autre")
    }

    @Test func `is the turn of signing, for one at a time, and a checkpoint that never shrinks`() throws {
        let board = PostgresCheckpointBoard(url: database.bouncerURL)
        let other = PostgresCheckpointBoard(url: database.url)
        let signer = NoteSigner(name: "exemple.fr/essai/1", key: .random())
        func signed(_ size: UInt64) throws -> SignedCheckpoint {
            try SignedCheckpoint(
                Checkpoint(origin: signer.name, size: size, root: MerkleTree.leaf([UInt8(size)])), by: signer)
        }
        let (five, four) = (try signed(5), try signed(4))
        #expect(try board.last(of: signer.name) == nil)
        var wasOthersTurn = true
        let hadTurn = try board.turn(of: signer.name) { last throws(IntegrityError) in
            if last != nil { throw .unsigned }
            wasOthersTurn = try other.turn(of: signer.name) { _ in nil }
            return five
        }
        #expect(hadTurn)
        #expect(!wasOthersTurn)
        #expect(try other.last(of: signer.name) == five.note.bytes)
        #expect(throws: IntegrityError.self) { try other.turn(of: signer.name) { _ in four } }
        #expect(try board.last(of: signer.name) == five.note.bytes)
        #expect(throws: (any Error).self) { try database.run("DELETE FROM eventlog.checkpoints") }
    }

    @Test func `is news of the log, which the lookout hears of at once`() throws {
        let writer = try PostgresEventLog(writing: .test(database.bouncerURL))
        var configuration = PostgresEventLog.Configuration.test(database.bouncerURL)
        configuration.directURL = database.url
        let reader = try PostgresEventLog(writing: configuration)
        let lookout = PostgresLookout(of: reader)
        #expect(try lookout.next(within: .zero) == .empty)
        var maker = CommitMaker(seed: 3)
        try writer.fill(5, recordsMax: 4, with: &maker)
        let head = try writer.head
        let began = ContinuousClock.now
        var seen = LogHead.empty
        while seen != head { seen = try lookout.next(within: .seconds(20)) }
        #expect(ContinuousClock.now - began < .seconds(10), "told, not asked")
        let records = try reader.news(after: .zero).records()
        #expect(records.last?.position == head.position && reader.headSeen == head.position)
        #expect(try reader.news(after: head.position).isEmpty)
    }

    @Test func `is lost to who cannot go through pgbouncer any more, though the server answers`() throws {
        let proxy = try CutProxy(before: TestServer.bouncer.port)
        var configuration = PostgresEventLog.Configuration.test(proxy.url(database.bouncerURL))
        configuration.directURL = database.url
        let lookout = PostgresLookout(of: try PostgresEventLog(writing: configuration))
        #expect(try lookout.next(within: .zero) == .empty)
        proxy.set(.down)
        #expect {
            try lookout.next(within: .zero)
        } throws: { error in
            if case .database(let failure)? = error as? EventLogError { failure.cause == .unreachable } else { false }
        }
        proxy.set(.none)
        #expect(try lookout.next(within: .zero) == .empty)
        #expect(try lookout.next(within: .milliseconds(1)) == .empty)
    }

    @Test func `is a snapshot in parts, of which only the newest is kept`() throws {
        let snapshots = PostgresSnapshots(url: database.bouncerURL)
        #expect(try snapshots.newest() == nil)
        let large = (0..<(9 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try snapshots.keep([1, 2, 3], at: LogPosition(5))
        try snapshots.keep(large, at: LogPosition(9))
        #expect(try snapshots.newest() == LogPosition(9))
        #expect(try snapshots.bytes(at: LogPosition(9)) == large)
        #expect(try snapshots.bytes(at: LogPosition(5)).isEmpty)
        try snapshots.remove(before: LogPosition(9))
        #expect(try snapshots.newest() == LogPosition(9))
        try snapshots.remove(before: LogPosition(10))
        #expect(try snapshots.newest() == nil)
    }

    @Test func `is the vault, which goes from a file into the table and back`() throws {
        let folder = try TemporaryFolder()
        let key = MasterKey.random()
        let file = try VaultFile(path: folder.path + "/vault", masterKey: key, files: POSIXFiles())
        let persons = (0..<700).map { _ in PersonID.random() }
        for person in persons { try file.makeKey(for: person) }
        try file.erase(persons[3])
        let bytes = try folder.read("vault")
        let copy = VaultCopy(url: database.bouncerURL)
        #expect(throws: VaultError.wrongMasterKey) { try copy.load(bytes, masterKey: .random()) }
        #expect(try copy.load(bytes, masterKey: nil) == 700)
        #expect(try copy.load(bytes, masterKey: key) == 700, "again, after an interruption")
        let table = try PostgresVault(url: database.url, masterKey: key)
        #expect(persons.allSatisfy { table.key(for: $0)?.bytes == file.key(for: $0)?.bytes })
        #expect(table.isErased(persons[3]) && table.counts.keys == 699)
        #expect(try copy.bytes(after: bytes) == bytes, "what did not change keeps its place")
        // Erased in the database since: the file does not bring the key back, and learns of it.
        try table.erase(persons[10])
        _ = try copy.load(bytes, masterKey: key)
        try table.refresh()
        #expect(table.isErased(persons[10]))
        let now = try copy.bytes(after: bytes)
        #expect(try VaultImage(now).erased == [persons[3], persons[10]])
        #expect(zip(now, bytes).count { $0 != $1 } <= 128, "one slot differs")
        // A file that is not there yet.
        #expect(try VaultImage(try copy.bytes(after: nil)).erased.count == 2)
    }

    @Test func `is refused by who has seen more of it, or other records`() throws {
        let log = try PostgresEventLog(writing: .test(database.url))
        let lookout = PostgresLookout(of: log)
        var maker = CommitMaker(seed: 4)
        try log.fill(4, recordsMax: 3, with: &maker)
        let head = try log.head
        #expect(try lookout.next(within: .zero) == head)
        // As a replica that was behind when it took over: the last record is not there.
        try database.run("ALTER TABLE eventlog.records DISABLE TRIGGER USER")
        try database.run("DELETE FROM eventlog.records WHERE position = \(head.position)")
        let behind = LogPosition(head.position.rawValue - 1)
        #expect(throws: EventLogError.rolledBack(head: behind, floor: head.position)) {
            try lookout.next(within: .zero)
        }
        #expect(throws: EventLogError.rolledBack(head: behind, floor: head.position)) {
            try log.news(after: head.position)
        }
        // Others have gone on from there meanwhile.
        let stranger = try PostgresEventLog(writing: .test(database.url))
        try stranger.add(try maker.commit(after: try stranger.head, pages: ["/autre", "/suite"]))
        #expect(throws: EventLogError.diverged(head.position)) { try lookout.next(within: .zero) }
        #expect(throws: EventLogError.diverged(head.position)) { try log.news(after: head.position) }
    }
}
