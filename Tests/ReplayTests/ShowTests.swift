import Events
import Foundation
import Testing

@testable import Replay

@Suite struct `Showing records` {
    private func positions(
        _ log: SampleLog, limit: Int? = nil, _ change: (inout RecordFilter) -> Void
    ) throws -> [UInt64] {
        var filter = RecordFilter()
        change(&filter)
        let reader = try log.reader
        var found: [UInt64] = []
        try RecordQuery(after: .zero, through: reader.head.position, filter: filter, limit: limit)
            .forEach(in: reader) { found.append($0.position.rawValue) }
        let backwards = try RecordQuery(after: .zero, through: .end, filter: filter, limit: nil)
            .last(2, in: reader).map(\.position.rawValue)
        if limit == nil { #expect(backwards == Array(found.suffix(2))) }
        return found
    }

    @Test func `types match whole, without version, without prefix, and by entity`() throws {
        let log = try SampleLog.story()
        for type in ["fr.eaf.copie.uploaded.v1", "fr.eaf.copie.uploaded", "copie.uploaded", "copie"] {
            #expect(try positions(log) { $0.types = [type] } == [5])
        }
        #expect(try positions(log) { $0.types = ["copie", "correction.started"] } == [5, 7])
        #expect(try positions(log) { $0.types = ["copie.up"] } == [])
    }

    @Test func `subject, actor and person filter, alone and together`() throws {
        let log = try SampleLog.story()
        #expect(try positions(log) { $0.subject = "copie" } == [5, 6, 7])
        #expect(try positions(log) { $0.subject = "copie/\(SampleFact.copie)" } == [5, 6, 7])
        #expect(try positions(log) { $0.actor = "system" } == [1, 7])
        #expect(try positions(log) { $0.actor = "user/\(SampleFact.ana)" } == [2, 5, 6])
        #expect(try positions(log) { $0.person = SampleFact.ana } == [2, 3, 5, 6, 7])
        #expect(
            try positions(log) { filter in
                filter.person = SampleFact.ana
                filter.subject = "copie"
                filter.actor = "system/correction-worker"
            } == [7])
    }

    @Test func `times bound the stretch on both sides`() throws {
        let log = try SampleLog.story()
        let third = SampleLog.start.adding(seconds: 180)
        #expect(try positions(log) { $0.since = third } == [4, 5, 6, 7, 8, 9, 10])
        #expect(try positions(log) { $0.until = third } == [1, 2, 3, 4])
        #expect(try positions(log, limit: 2) { $0.since = third } == [4, 5])
    }

    @Test func `a table line is one line, whatever a client wrote`() throws {
        let log = try SampleLog()
        var fact = SampleFact.vital(1)
        fact.subject = .vital("a\u{1B}[2J\nb")
        try log.commit(fact)
        let line = RecordTable.line(of: try log.reader.record(at: LogPosition(1)))
        #expect(line.contains("vital/a\u{FFFD}[2J\u{FFFD}b") && !line.contains("\n"))
    }

    @Test func `unsealing opens what a key opens, never a password hash, and stands beside the record`() throws {
        let log = try SampleLog.story()
        let keys = try VaultKeys.open(dataDirectory: log.dataDirectory, masterKey: try log.masterKey)
        let record = try log.reader.record(at: LogPosition(2))
        let unsealed = try Unsealed(record, keys: keys)
        #expect(unsealed.values.map(\.field) == ["email", "profile"])
        #expect(unsealed.values.first?.json == #""ana@exemple.fr""#)
        let json = String(decoding: unsealed.json(of: record), as: UTF8.self)
        let line = String(decoding: record.line, as: UTF8.self)
        #expect(json.hasPrefix(#"{"record":\#(line),"unsealed":{"email":"ana@exemple.fr","profile":"#))
        try log.erase(SampleFact.ana)
        let after = try VaultKeys.open(dataDirectory: log.dataDirectory, masterKey: try log.masterKey)
        #expect(try Unsealed(record, keys: after).values.allSatisfy { $0.json == nil })
    }

    @Test func `a vault is never made by reading`() throws {
        let folder = try TemporaryFolder()
        let key = MasterKey.random()
        #expect(throws: ReplayFailure.self) {
            _ = try VaultKeys.open(dataDirectory: folder.path, masterKey: key)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test func `a follower sees whole commits only, across segments`() throws {
        let log = try SampleLog.story(segmentBytesMax: 900)
        var follower = LogFollower(try log.logFolder, after: LogPosition(6))
        #expect(try follower.poll().map(\.position.rawValue) == [7, 8, 9, 10])
        #expect(try follower.poll().isEmpty)
        try log.commit(.vital(5), .vital(6))
        try log.commit(.vital(7))
        #expect(try follower.poll().map(\.position.rawValue) == [11, 12, 13])
        #expect(try follower.poll().isEmpty)
    }

    @Test func `info counts by type and notices an unfinished end`() throws {
        let log = try SampleLog.story(segmentBytesMax: 900)
        let running = try LogInfo(try log.logFolder)
        #expect(running.isBeingWritten == true && running.name == "essai" && running.head == LogPosition(10))
        #expect(running.types["fr.eaf.vital.reported.v1"] == 4 && running.unknownRecords == 0)
        #expect(running.unfinishedBytes == 0)
        log.close()
        let last = try #require(try log.segments.last)
        try log.rewrite(last) { $0 += Array("{\"crc\":\"".utf8) }
        let torn = try LogInfo(try log.logFolder)
        #expect(torn.isBeingWritten == false && torn.unfinishedBytes == 8 && torn.bytes == running.bytes)
        // Of a copy of a database's log nobody here knows who writes.
        #expect(try LogInfo(try log.logFolder, isCopy: true).isBeingWritten == nil)
    }
}
