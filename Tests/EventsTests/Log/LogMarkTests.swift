import PostgresTestSupport
import TestSupport
import Testing

@testable import Events

@Suite struct `How far a node saw the log` {
    private static let opening = Array(#"{"crc":"0a1b2c3d","#.utf8)

    private func mark(_ position: UInt64) throws -> LogMark {
        try #require(LogMark(position: LogPosition(position), opening: Self.opening))
    }

    @Test func `is one line of text, and nothing else is read as one`() throws {
        let folder = try TemporaryFolder()
        let file = LogMarkFile(in: folder.path + "/data", files: POSIXFiles())
        #expect(try file.load() == nil)
        try file.save(try mark(41))
        try file.save(try mark(42))
        #expect(try file.load() == mark(42))
        let good = try folder.read("data/log-seen")
        #expect(String(decoding: good, as: UTF8.self) == "42 {\"crc\":\"0a1b2c3d\",\n")
        let text = String(decoding: good, as: UTF8.self)
        let bad =
            (0..<good.count).map { Array(good[..<$0]) } + [
                good + good, Array("0\(text)".utf8), Array("+\(text)".utf8),
                Array(text.replacing("42", with: "0").utf8),
                Array(text.replacing("crc", with: "crd").utf8), [UInt8](repeating: 0x20, count: 1 << 20),
            ]
        for bytes in bad {
            try folder.write(bytes, to: "data/log-seen")
            #expect(throws: LogMarkFile.Failure.damaged(path: file.path), "\(bytes.count) bytes") { try file.load() }
        }
    }

    /// Whatever fails, and wherever the process ends: the last mark is there, or the one before.
    @Test(arguments: [FaultyFiles.Call.open, .write, .syncData, .rename, .syncDirectory, .remove])
    func `is the last or the one before, wherever a call fails`(_ call: FaultyFiles.Call) throws {
        for effect in [FaultyFiles.Effect.refuse, .half] where effect == .refuse || call == .write {
            let folder = try TemporaryFolder()
            let files = FaultyFiles()
            let file = LogMarkFile(in: folder.path, files: files)
            try file.save(try mark(41))
            // The remains of a write that was killed.
            if call == .remove { try folder.write([1, 2, 3], to: "log-seen.tmp") }
            files.arm(.init(call: call, nth: 1, effect: effect))
            #expect(throws: FileError.self) { try file.save(try mark(42)) }
            #expect(files.hasFired)
            files.heal()
            let found = try file.load()
            #expect(try found == mark(41) || call == .syncDirectory && found == mark(42))
            try file.save(try mark(43))
            #expect(try file.load() == mark(43))
        }
    }

    @Test func `cannot be told when the disk cannot be read`() throws {
        let folder = try TemporaryFolder()
        let files = FaultyFiles()
        let file = LogMarkFile(in: folder.path, files: files)
        try file.save(try mark(41))
        for call in [FaultyFiles.Call.status, .openToRead, .read] {
            files.arm(.init(call: call, nth: 1))
            #expect(throws: LogMarkFile.Failure.self, "\(call)") { try file.load() }
        }
        #expect(try file.load() == mark(41))
    }

    @Test(.enabled(if: TestServer.isThere))
    func `must be in the database that is opened`() throws {
        let database = try TestDatabase()
        let log = try PostgresEventLog(writing: .test(database.url))
        #expect(log.mark == nil)
        var maker = CommitMaker(seed: 5)
        try log.fill(3, recordsMax: 3, with: &maker)
        let head = try log.head
        let seen = try #require(log.mark)
        #expect(seen.position == head.position && LogMark(seen.bytes) == seen)
        try log.add(maker.commit(after: head, pages: ["/suite"]))
        // What was seen is there, and more.
        var configuration = PostgresEventLog.Configuration.test(database.url)
        configuration.mark = seen
        #expect(try PostgresEventLog(writing: configuration).mark == log.mark)
        // Another record stands there.
        configuration.mark = try mark(head.position.rawValue)
        #expect(throws: EventLogError.diverged(head.position)) { try PostgresEventLog(writing: configuration) }
        // Nothing does.
        let beyond = head.position.rawValue + 2
        configuration.mark = try mark(beyond)
        #expect(throws: EventLogError.rolledBack(head: head.position.next, floor: LogPosition(beyond))) {
            try PostgresEventLog(writing: configuration)
        }
    }
}
