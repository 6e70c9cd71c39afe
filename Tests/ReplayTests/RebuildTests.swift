import Events
import Foundation
import Testing

@testable import Projections
@testable import Replay

@Suite struct `Rebuilding what is derived` {
    private func place(_ log: SampleLog) throws -> SnapshotPlace {
        SnapshotPlace(dataDirectory: log.dataDirectory, masterKey: try log.masterKey, build: "essai")
    }

    private func tree(_ log: SampleLog) -> TreePlace { TreePlace(eventlog: log.directory, data: log.dataDirectory) }

    private func rebuild(_ log: SampleLog) throws -> LogRebuild {
        try LogRebuild.run(
            try log.logFolder, try place(log), tree(log),
            key: SigningKeyPlace(environment: [:], dataDirectory: log.dataDirectory))
    }

    private func indexes(_ log: SampleLog) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: log.directory + "/index").sorted()
    }

    @Test func `indexes and snapshot that were lost are there again`() throws {
        let log = try SampleLog.story(segmentBytesMax: 900)
        log.close()
        let before = try indexes(log)
        #expect(before.count >= 2)
        for name in before { try FileManager.default.removeItem(atPath: log.directory + "/index/" + name) }
        let rebuilt = try rebuild(log)
        #expect(rebuilt.removedIndexes == 0 && rebuilt.removedSnapshots == 0)
        #expect(try indexes(log) == before && rebuilt.indexes == before.count)
        let files = try place(log).files(over: KeepingFiles())
        #expect(files.positions == [LogPosition(10)])
        let folded = try ReadModels.folded(from: try log.reader, through: LogPosition(10))
        #expect(files.newest(for: try log.reader) { _, _ in } == folded)
        #expect(try rebuilt.state == folded.summary())
    }

    @Test func `what is there is thrown away and made anew`() throws {
        let log = try SampleLog.story(segmentBytesMax: 900)
        log.close()
        let first = try rebuild(log)
        try Data("x".utf8).write(to: URL(fileURLWithPath: log.dataDirectory + "/snapshots/0000000000000004.snapshot"))
        let plan = try LogRebuild.plan(try log.logFolder, try place(log))
        #expect(plan.indexes.count == first.indexes && plan.snapshots.count == 2)
        let second = try rebuild(log)
        #expect(second.removedIndexes == first.indexes && second.removedSnapshots == 2)
        #expect(second.state == first.state)
    }

    @Test func `beside a writer it refuses, and nothing is removed`() throws {
        let log = try SampleLog.story(segmentBytesMax: 900)
        let before = try indexes(log)
        let failure = #expect(throws: ReplayFailure.self) {
            _ = try rebuild(log)
        }
        #expect(failure?.status == .tryAgain)
        #expect(throws: ReplayFailure.self) { _ = try LogRebuild.plan(try log.logFolder, try place(log)) }
        #expect(try indexes(log) == before)
    }

    @Test func `a damaged log is refused, and the snapshots stay`() throws {
        let log = try SampleLog.story(segmentBytesMax: 900)
        log.close()
        _ = try rebuild(log)
        let name = try #require(try log.segments.first)
        try log.rewrite(name) { $0[100] ^= 1 }
        #expect(throws: EventLogError.self) { _ = try rebuild(log) }
        #expect(try place(log).files(over: KeepingFiles()).positions == [LogPosition(10)])
    }

    @Test func `a log that ends before a snapshot is refused: the snapshot is the witness`() throws {
        let log = try SampleLog.story()
        log.close()
        _ = try rebuild(log)
        try log.rewriteLines("0000000000000001.jsonl") { $0.removeLast(3) }
        #expect(throws: EventLogError.rolledBack(head: LogPosition(7), floor: LogPosition(10))) {
            _ = try rebuild(log)
        }
        #expect(try place(log).files(over: KeepingFiles()).positions == [LogPosition(10)])
    }

    @Test func `tiles are made anew from the log, which must be the one that was signed`() throws {
        let log = try SampleLog.story()
        log.close()
        #expect(try rebuild(log).tiledRecords == nil)
        let published = try log.signTree()
        let tile = log.directory + "/tiles/0/000.p/10"
        let good = try #require(FileManager.default.contents(atPath: tile))
        try Data(good.map { ~$0 }).write(to: URL(fileURLWithPath: tile))
        try Data(good).write(to: URL(fileURLWithPath: log.directory + "/tiles/0/123"))
        #expect(try rebuild(log).tiledRecords == 10)
        #expect(FileManager.default.contents(atPath: tile) == good)
        #expect(!FileManager.default.fileExists(atPath: log.directory + "/tiles/0/123"))
        // Without the key nobody can tell what was signed.
        try FileManager.default.removeItem(atPath: log.dataDirectory + "/signing.key")
        let failure = #expect(throws: ReplayFailure.self) { try rebuild(log) }
        #expect(failure?.status == .noInput && failure?.message.contains("EAF_SIGNING_KEY") == true)
        #expect(FileManager.default.contents(atPath: tile) == good)
        #expect(published.size == 10)
    }
}
