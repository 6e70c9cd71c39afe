import Testing

@testable import Events
@testable import Projections

@Suite struct `Snapshot files` {
    let folder: TemporaryFolder
    let happenings: [Happening]
    let lines: [[UInt8]]
    let log: MemoryEventLog
    let master = MasterKey.random()

    init() throws {
        folder = try TemporaryFolder()
        happenings = RandomHistory.happenings(seed: 91, count: 30)
        lines = try SampleLog().lines(happenings)
        log = try MemoryEventLog(lines: lines)
    }

    private func snapshots(build: String = "build 1", purpose: String = "snapshots") -> SnapshotFile {
        SnapshotFile(directory: folder.path, key: master.derived(for: purpose), build: build, files: POSIXFiles())
    }

    private func state(_ position: Int) -> ReadModels {
        `All read models as one value`.fold(Given(happenings).facts.prefix(position))
    }

    private func name(_ position: Int) -> String { LogPosition(UInt64(position)).padded + ".snapshot" }

    @discardableResult
    private func write(at position: Int) throws -> Int {
        let line = try log.record(at: LogPosition(UInt64(position)))
        return try snapshots().write(state(position), line: line)
    }

    @Test func `of states before a position are removed, and no others`() throws {
        for position in [5, 10] { try write(at: position) }
        let snapshots = snapshots()
        #expect(try snapshots.remove(before: LogPosition(5)) == 0)
        #expect(try snapshots.remove(before: LogPosition(10)) == 1)
        #expect(snapshots.positions == [LogPosition(10)])
        #expect(try snapshots.remove(before: .end) == 1)
        #expect(try folder.names().isEmpty)
    }

    /// What is found, and why others were not used.
    private func newest(
        _ snapshots: SnapshotFile, in log: MemoryEventLog
    ) -> (models: ReadModels?, rejected: [LogPosition: SnapshotError]) {
        var rejected: [LogPosition: SnapshotError] = [:]
        let models = snapshots.newest(for: log) { rejected[$0] = $1 }
        return (models, rejected)
    }

    /// Expects that the snapshot at 20 is not used, for this reason, and is removed.
    private func expectRefused(
        _ reason: SnapshotError, _ snapshots: SnapshotFile, _ log: MemoryEventLog,
        _ comment: Testing.Comment? = nil, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let found = newest(snapshots, in: log)
        #expect(found.models == nil, comment, sourceLocation: sourceLocation)
        #expect(found.rejected == [20: reason], comment, sourceLocation: sourceLocation)
        #expect(try folder.names().isEmpty, comment, sourceLocation: sourceLocation)
    }

    @Test func `are read back as they were written`() throws {
        let bytes = try write(at: 20)
        #expect(try folder.names() == [name(20)])
        #expect(try folder.read(name(20)).count == bytes)
        let found = newest(snapshots(), in: log)
        #expect(found.models == state(20))
        #expect(found.rejected.isEmpty)
        #expect(try folder.names() == [name(20)])
    }

    @Test func `let a fold go on where they end`() throws {
        try write(at: 20)
        let start = try #require(newest(snapshots(), in: log).models)
        #expect(try ReadModels.folded(from: log, startingWith: start, through: .end) == state(30))
    }

    @Test func `before a limit are found too, and none is removed`() throws {
        try write(at: 10)
        try write(at: 20)
        for (limit, found) in [(30, 20), (20, 20), (19, 10), (10, 10)] {
            let models = snapshots().newest(for: log, notAfter: LogPosition(UInt64(limit)))
            #expect(models == state(found), "\(limit)")
        }
        #expect(snapshots().newest(for: log, notAfter: 9) == nil)
        #expect(snapshots(build: "build 2").newest(for: log, notAfter: 30) == nil)
        #expect(try folder.names() == [name(10), name(20)])
    }

    @Test func `are not there at first, nor is their folder`() {
        let nowhere = SnapshotFile(
            directory: folder.path + "/none", key: master.derived(for: "snapshots"), build: "b", files: POSIXFiles())
        #expect(nowhere.positions.isEmpty)
        #expect(nowhere.newest(for: log, rejected: { _, _ in }) == nil)
    }

    @Test func `make their folder`() throws {
        let inner = SnapshotFile(
            directory: folder.path + "/inner", key: master.derived(for: "snapshots"), build: "b", files: POSIXFiles())
        _ = try inner.write(state(20), line: log.record(at: 20))
        #expect(inner.positions == [20])
    }

    @Test func `hold nothing in clear`() throws {
        try write(at: 20)
        let text = try String(decoding: folder.read(name(20)), as: UTF8.self)
        for word in ["build 1", SampleLog.origin, "eleve", "blob"] { #expect(!text.contains(word)) }
    }

    @Test func `are pruned to the last two`() throws {
        for position in [5, 10, 15, 20, 25] { try write(at: position) }
        #expect(snapshots().positions == [20, 25])
        #expect(try folder.names() == [name(20), name(25)])
    }

    @Test func `of the same position replace each other`() throws {
        try write(at: 20)
        try write(at: 20)
        #expect(snapshots().positions == [20])
        #expect(newest(snapshots(), in: log).models == state(20))
    }

    @Test func `leave files of other names alone`() throws {
        try folder.write([1], to: "notes.txt")
        try folder.write([1], to: "x.snapshot")
        for position in [5, 10, 15] { try write(at: position) }
        #expect(snapshots().positions == [10, 15])
        #expect(newest(snapshots(), in: log).models == state(15))
        #expect(try folder.names().count == 4)
    }

    @Test func `of another build are refused`() throws {
        try write(at: 20)
        try expectRefused(.otherBuild, snapshots(build: "build 2"), log)
    }

    @Test func `sealed under another key are refused`() throws {
        try write(at: 20)
        try expectRefused(.notAuthentic, snapshots(purpose: "backups"), log)
    }

    @Test func `of a log of another origin are refused`() throws {
        try write(at: 20)
        let other = try MemoryEventLog(lines: SampleLog(origin: "/eaf/essai/2").lines(happenings))
        try expectRefused(.malformed, snapshots(), other)
    }

    @Test func `of a history with another record at their position are refused`() throws {
        try write(at: 20)
        // The same facts, but under other ids: a log that was cut and went on differently.
        let other = try SampleLog().lines(happenings, seed: 2)
        try expectRefused(.malformed, snapshots(), MemoryEventLog(lines: lines.prefix(19) + other.suffix(11)))
    }

    @Test func `beyond the end of the log are refused`() throws {
        try write(at: 20)
        try expectRefused(.unreadable, snapshots(), MemoryEventLog(lines: Array(lines.prefix(19))))
    }

    @Test func `under the name of another position are refused`() throws {
        try write(at: 19)
        try folder.write(folder.read(name(19)), to: name(20))
        let found = newest(snapshots(), in: log)
        #expect(found.models == state(19))
        #expect(found.rejected == [20: .malformed])
    }

    @Test func `are refused when any byte differs`() throws {
        try write(at: 20)
        let whole = try folder.read(name(20))
        for index in whole.indices {
            var bytes = whole
            bytes[index] ^= 1 << UInt8(index % 8)
            try folder.write(bytes, to: name(20))
            try expectRefused(.notAuthentic, snapshots(), log, "byte \(index)")
        }
    }

    @Test func `are refused when they are cut off or have something after them`() throws {
        try write(at: 20)
        let whole = try folder.read(name(20))
        for count in stride(from: 0, to: whole.count, by: 7) {
            try folder.write(Array(whole.prefix(count)), to: name(20))
            try expectRefused(.notAuthentic, snapshots(), log, "\(count) bytes")
        }
        try folder.write(whole + [0], to: name(20))
        try expectRefused(.notAuthentic, snapshots(), log)
    }

    @Test func `fall back to the one before when the newest cannot be used`() throws {
        try write(at: 10)
        try write(at: 20)
        try folder.write([1, 2, 3], to: name(20))
        let found = newest(snapshots(), in: log)
        #expect(found.models == state(10))
        #expect(found.rejected == [20: .notAuthentic])
        #expect(try folder.names() == [name(10)])
    }
}
