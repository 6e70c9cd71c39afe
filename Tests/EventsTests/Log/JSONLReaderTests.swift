import Synchronization
import Testing

@testable import Events

@Suite struct `A reader beside the writer` {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func `sees what was there when it looked, and more when it looks again`() throws {
        let log = try folder.log(.segments(of: 1_500), FaultyFiles())
        var maker = CommitMaker(seed: 1)
        let reader = try folder.readingLog()
        for _ in 0..<20 {
            let before = try log.everything()
            try reader.refresh()
            #expect(try reader.everything() == before)
            try log.fill(2, recordsMax: 3, with: &maker)
            #expect(try reader.everything() == before)
        }
    }

    @Test func `sees no torn tail, and changes nothing on disk`() throws {
        let written = try folder.makeLog(seed: 2, commits: 12, recordsMax: 3, segmentBytesMax: 2_000)
        let last = try #require(try folder.segments().last)
        let whole = try folder.read(last)
        let reader = try folder.readingLog()
        for cut in 1...written[written.count - 1].bytes.count {
            try folder.write(Array(whole.dropLast(cut)), to: last)
            let before = try folder.files()
            try reader.refresh()
            #expect(try reader.everything() == written.dropLast().flatMap(\.bytes))
            #expect(try folder.files() == before)
        }
    }

    @Test func `rebuilds no index`() throws {
        let written = try folder.makeLog(seed: 3, commits: 12, recordsMax: 3, segmentBytesMax: 1_000)
        for name in try folder.files().keys where name.hasPrefix("index/") { try folder.remove(name) }
        let before = try folder.files()
        #expect(try folder.readingLog().everything() == written.bytes)
        #expect(try folder.files() == before)
    }

    @Test func `may not append`() throws {
        try folder.makeLog(seed: 4, commits: 2, recordsMax: 3, segmentBytesMax: 1_000)
        let reader = try folder.readingLog()
        var maker = CommitMaker(seed: 4)
        let commit = try maker.commit(after: reader.head, recordsMax: 1)
        #expect(throws: EventLogError.readOnly) { try reader.add(commit) }
    }

    @Test func `goes on reading a file that the log forgets meanwhile`() throws {
        let written = try folder.makeLog(seed: 5, commits: 12, recordsMax: 3, segmentBytesMax: 1_000)
        // Between finding the file and reading it, another task makes the log look at its files anew.
        let interrupting = Mutex<JSONLEventLog?>(nil)
        let files = FaultyFiles { call, _ in
            guard call == .read else { return }
            let log = interrupting.withLock { log in
                defer { log = nil }
                return log
            }
            #expect(throws: Never.self) { try log?.refresh() }
        }
        let reader = try JSONLEventLog(reading: folder.path, files: files)
        for position in 1...3 {
            interrupting.withLock { $0 = reader }
            #expect(try reader.record(at: LogPosition(UInt64(position))).position.rawValue == UInt64(position))
            interrupting.withLock { $0 = reader }
            #expect(try reader.everything() == written.bytes)
        }
    }

    @Test func `lets go of every file when it goes`() throws {
        try folder.makeLog(seed: 6, commits: 12, recordsMax: 3, segmentBytesMax: 1_000)
        let files = FaultyFiles()
        var reader: JSONLEventLog? = try JSONLEventLog(reading: folder.path, files: files)
        _ = try reader?.everything()
        try reader?.refresh()
        _ = try reader?.everything()
        #expect(files.openCount > 3)
        reader = nil
        #expect(files.openCount == 0)
    }
}
