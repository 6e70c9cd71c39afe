import Foundation
import Synchronization
import Testing

@testable import Events

@Suite struct `Segments of a log in files` {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func `follow each other, named after their first position, and none ends inside a commit`() throws {
        let written = try folder.makeLog(seed: 1, commits: 40, recordsMax: 5, segmentBytesMax: 2_000)
        let names = try folder.segments()
        #expect(names.count > 10)
        var bytes: [UInt8] = []
        var position = LogPosition.zero
        for name in names {
            #expect(name == "segments/\(position.next.padded).jsonl")
            let segment = try folder.read(name)
            let records = try LineChunk(bytes: segment, first: position.next).records()
            #expect(records.last?.commit == records.last?.position)
            position = records.last?.position ?? position
            bytes += segment
        }
        #expect(bytes == written.bytes)
    }

    @Test func `are closed when they have reached their size, not before`() throws {
        try folder.makeLog(seed: 2, commits: 40, recordsMax: 1, segmentBytesMax: 2_000)
        for name in try folder.segments().dropLast() {
            let bytes = try folder.read(name)
            let lastLine = try #require(bytes.dropLast().lastIndex(of: 0x0A))
            #expect(bytes.count >= 2_000 && lastLine + 1 < 2_000, "\(name) has \(bytes.count) bytes")
        }
    }

    @Test func `are read-only files once closed, the last one is not`() throws {
        try folder.makeLog(seed: 3, commits: 20, recordsMax: 3, segmentBytesMax: 1_000)
        let modes = try folder.segments().map { name in
            try FileManager.default.attributesOfItem(atPath: folder.path + "/" + name)[.posixPermissions] as? Int
        }
        #expect(modes.count > 3)
        #expect(modes.dropLast().allSatisfy { $0 == 0o400 })
        #expect(modes.last == 0o600)
    }

    @Test func `go on in a new one when the last was closed and the crash came before the next`() throws {
        let written = try folder.makeLog(seed: 4, commits: 4, recordsMax: 2, segmentBytesMax: 1 << 20)
        let closed = try folder.segments()[0]
        try folder.close(closed)
        let log = try folder.log(.segments(of: 1 << 20), FaultyFiles())
        var maker = CommitMaker(seed: 5)
        try log.fill(3, recordsMax: 2, with: &maker)
        #expect(try folder.read(closed) == written.bytes)
        #expect(try folder.segments().count == 2)
    }

    @Test func `are damaged when the last was closed and yet ends inside a commit`() throws {
        let written = try folder.makeLog(seed: 6, commits: 4, recordsMax: 2, segmentBytesMax: 1 << 20)
        let name = try folder.segments()[0]
        try folder.write(written.bytes.dropLast(10), to: name)
        try folder.close(name)
        let before = try folder.files()
        #expect(throws: EventLogError.self) { try folder.log(.segments(of: 1 << 20), FaultyFiles()) }
        #expect(try folder.files() == before)
    }

    @Test func `are missed by name`() throws {
        try folder.makeLog(seed: 7, commits: 20, recordsMax: 3, segmentBytesMax: 1_000)
        let names = try folder.segments()
        let starts = names.compactMap { Segment.first(ofFileNamed: String($0.dropFirst("segments/".count))) }
        #expect(starts.count == names.count)
        for lost in [0, 1, names.count - 2] {
            let bytes = try folder.read(names[lost])
            try folder.remove(names[lost])
            let before = try folder.files()
            let expected = EventLogError.missingSegment(expected: starts[lost], found: starts[lost + 1])
            #expect(throws: expected) { try folder.log(.standard, FaultyFiles()) }
            #expect(throws: expected) { try folder.readingLog() }
            #expect(try folder.files() == before)
            try folder.write(bytes, to: names[lost])
        }
    }

    @Test func `may not end before a position that was durable once`() throws {
        let written = try folder.makeLog(seed: 8, commits: 20, recordsMax: 3, segmentBytesMax: 1_000)
        let head = LogPosition(UInt64(written.reduce(0) { $0 + $1.lines.count }))
        let whole = JSONLEventLog.Configuration(segmentBytesMax: 1_000, floor: head)
        #expect(try folder.log(whole, FaultyFiles()).head.position == head)

        let beyond = JSONLEventLog.Configuration(segmentBytesMax: 1_000, floor: head.next)
        let before = try folder.files()
        #expect(throws: EventLogError.rolledBack(head: head, floor: head.next)) {
            try folder.log(beyond, FaultyFiles())
        }
        // A tail that could be a torn one is not cut off when it was durable once.
        let last = try #require(try folder.segments().last)
        try folder.write(Array(try folder.read(last).dropLast(1)), to: last)
        let torn = try folder.files()
        #expect(throws: EventLogError.self) { try folder.log(whole, FaultyFiles()) }
        #expect(try folder.files() == torn)
        #expect(torn != before)
    }

    @Test func `have durable entries in their directories before the first record`() throws {
        let synced = Mutex<[String]>([])
        let files = FaultyFiles { call, path in
            if call == .syncDirectory { synced.withLock { $0.append(path) } }
        }
        let log = try folder.log(.segments(of: 1), files)
        for entry in ["/..", "/segments/..", "/segments"] {
            #expect(synced.withLock { $0.contains(folder.path + entry) }, "\(entry)")
        }
        let made = files.count(.syncDirectory)
        var maker = CommitMaker(seed: 9)
        try log.fill(1, recordsMax: 1, with: &maker)
        #expect(files.count(.syncDirectory) == made)
        try log.fill(1, recordsMax: 1, with: &maker)
        // The closed segment's index, and the new segment.
        #expect(files.count(.syncDirectory) == made + 2)
    }
}
