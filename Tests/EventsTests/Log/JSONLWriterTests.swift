import Synchronization
import Testing

@testable import Events

@Suite struct `The writer of a log in files` {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func `is the only one`() throws {
        var first: JSONLEventLog? = try folder.log(.standard, FaultyFiles())
        #expect(first?.head == .empty)
        #expect(throws: EventLogError.locked(path: folder.path)) { try folder.log(.standard, FaultyFiles()) }
        #expect(throws: EventLogError.locked(path: folder.path)) { try folder.log(.standard, POSIXFiles()) }
        first = nil
        #expect(try folder.log(.standard, FaultyFiles()).head == .empty)
    }

    @Test func `lets go of the lock and of every file when the start is refused`() throws {
        try folder.makeLog(seed: 1, commits: 12, recordsMax: 3, segmentBytesMax: 1_000)
        let files = FaultyFiles()
        let floor = JSONLEventLog.Configuration(segmentBytesMax: 1_000, floor: LogPosition(1_000))
        #expect(throws: EventLogError.self) { try folder.log(floor, files) }
        #expect(files.openCount == 0)
        #expect(throws: Never.self) { try folder.log(.standard, files) }
        #expect(files.openCount == 0)
    }

    @Test func `writes and syncs once a commit, however many records it has`() throws {
        let files = FaultyFiles()
        let log = try folder.log(.standard, files)
        var maker = CommitMaker(seed: 2)
        try log.fill(1, recordsMax: 1, with: &maker)
        let (writes, syncs) = (files.count(.write), files.count(.syncData))
        try log.add(maker.commit(after: log.head, pages: (0..<50).map { "/\($0)" }))
        #expect(files.count(.write) == writes + 1)
        #expect(files.count(.syncData) == syncs + 1)
    }

    @Test func `shows nothing before it is durable`() throws {
        let watched = Mutex<JSONLEventLog?>(nil)
        let seen = Mutex<[LogPosition]>([])
        let files = FaultyFiles { call, path in
            guard call == .syncData, path.hasSuffix(".jsonl"), let log = watched.withLock({ $0 }) else { return }
            let last = try? log.lines(after: .zero, bytesMax: .max).records().last?.position
            seen.withLock { $0 += [log.head.position, last ?? .zero] }
        }
        let log = try folder.log(.standard, files)
        watched.withLock { $0 = log }
        var maker = CommitMaker(seed: 3)
        try log.add(maker.commit(after: log.head, pages: ["/a", "/b"]))
        try log.add(maker.commit(after: log.head, pages: ["/c"]))
        watched.withLock { $0 = nil }
        #expect(seen.withLock { $0.map(\.rawValue) } == [0, 0, 2, 2])
        #expect(log.head.position == LogPosition(3))
    }

    @Test func `takes up the log where a writer of another size of segments left it`() throws {
        var written: [UInt8] = []
        for (seed, size) in [1_000, 1 << 20, 1, 3_000].enumerated() {
            let log = try folder.log(.segments(of: size), FaultyFiles())
            var maker = CommitMaker(seed: UInt64(seed))
            #expect(try log.everything() == written)
            try log.fill(7, recordsMax: 3, with: &maker)
            written = try log.everything()
            #expect(log.extent.bytes == written.count)
            #expect(try log.extent.segments == folder.segments().count)
        }
    }

    @Test func `ignores files that are no segments`() throws {
        let written = try folder.makeLog(seed: 5, commits: 5, recordsMax: 3, segmentBytesMax: 1_000)
        for name in ["0000000000000002.jsonl.tmp", "notes.txt", "2.jsonl", "0000000000000000.jsonl", "x.jsonl"] {
            try folder.write([1, 2, 3], to: "segments/" + name)
        }
        #expect(try folder.log(.standard, FaultyFiles()).everything() == written.bytes)
    }

    @Test func `really keeps the log on the real file system`() throws {
        var written: [UInt8] = []
        var maker = CommitMaker(seed: 6)
        for _ in 0..<3 {
            let log = try folder.log(.segments(of: 1_000), POSIXFiles())
            #expect(try log.everything() == written)
            try log.fill(4, recordsMax: 3, with: &maker)
            written = try log.everything()
        }
    }
}
