import Foundation
import Synchronization
import Testing

@testable import Events

/// The sidecar of a closed segment saves reading it at the start, and never decides anything.
@Suite struct `The index of a closed segment` {
    let folder: TemporaryFolder
    let written: [UInt8]
    let closed: [String]

    init() throws {
        folder = try TemporaryFolder()
        written = try folder.makeLog(seed: 1, commits: 60, recordsMax: 4, segmentBytesMax: 8_000).bytes
        closed = try folder.segments().dropLast()
    }

    private func index(of segment: String) -> String {
        segment.replacing("segments/", with: "index/").replacing(".jsonl", with: ".json")
    }

    /// Opens the log, checks that it is whole, and returns the closed segments that opening it read.
    private func segmentsReadByOpening() throws -> [String] {
        let opened = Mutex<Set<String>>([])
        let files = FaultyFiles { call, path in
            if call == .openToRead {
                opened.withLock { _ = $0.insert(String(path.split(separator: "/").last ?? "")) }
            }
        }
        let log = try folder.log(.segments(of: 8_000), files)
        let names = opened.withLock { $0 }
        #expect(try log.everything() == written)
        let oneByOne = try log.recordsOneByOne().flatMap { (record) -> [UInt8] in Array(record.line) + [0x0A] }
        #expect(oneByOne == written)
        return closed.filter { names.contains(String($0.dropFirst("segments/".count))) }
    }

    @Test func `is written when the segment is closed, and spares the next start the reading`() throws {
        #expect(closed.count >= 3)
        #expect(try closed.allSatisfy { try folder.files()[index(of: $0)] != nil })
        #expect(try segmentsReadByOpening() == [])
    }

    @Test func `is rebuilt when it is lost`() throws {
        for segment in closed { try folder.remove(index(of: segment)) }
        #expect(try segmentsReadByOpening() == closed)
        #expect(try segmentsReadByOpening() == [])
    }

    @Test func `is rebuilt when the segment was touched`() throws {
        // Same bytes, another file.
        try folder.write(try folder.read(closed[1]), to: closed[1])
        try folder.close(closed[1])
        #expect(try segmentsReadByOpening() == [closed[1]])
        #expect(try segmentsReadByOpening() == [])
    }

    @Test func `does not hide damage of a segment that was touched`() throws {
        var bytes = try folder.read(closed[1])
        bytes[100] ^= 1
        try folder.write(bytes, to: closed[1])
        let before = try folder.files()
        #expect(throws: EventLogError.self) { try folder.log(.standard, FaultyFiles()) }
        #expect(try folder.files() == before)
    }

    @Test func `is rebuilt whatever bytes it holds`() throws {
        let name = index(of: closed[1])
        let good = try folder.read(name)
        var generator = SeededGenerator(seed: 5)
        for bad in [[], Array("{}".utf8), Array(good.dropLast()), generator.bytes(300)] {
            try folder.write(bad, to: name)
            #expect(try segmentsReadByOpening() == [closed[1]])
            #expect(try folder.read(name) == good)
        }
    }

    @Test func `is rebuilt, or says the same, after any single bit of it flips`() throws {
        let name = index(of: closed[1])
        let good = try folder.read(name)
        for bit in stride(from: 0, to: good.count * 8, by: 3) {
            var bad = good
            bad[bit / 8] ^= 1 << UInt8(bit % 8)
            try folder.write(bad, to: name)
            let log = try folder.log(.segments(of: 8_000), FaultyFiles())
            #expect(try log.record(at: LogPosition(40)).position == LogPosition(40), "bit \(bit)")
            #expect(log.head.position == LogPosition(UInt64(written.count { $0 == 0x0A })), "bit \(bit)")
        }
    }

    @Test func `is not written when the start is refused`() throws {
        for segment in closed { try folder.remove(index(of: segment)) }
        let last = try #require(try folder.segments().last)
        var bytes = try folder.read(last)
        bytes[50] ^= 1
        try folder.write(bytes, to: last)
        let before = try folder.files()
        #expect(throws: EventLogError.self) { try folder.log(.standard, FaultyFiles()) }
        #expect(try folder.files() == before)
    }

    @Test func `only costs a scan when it cannot be written`() throws {
        for segment in closed { try folder.remove(index(of: segment)) }
        let files = FaultyFiles()
        files.arm(.init(call: .rename, nth: 1, lasts: true))
        #expect(try folder.log(.segments(of: 8_000), files).everything() == written)
        #expect(files.hasFired)
        #expect(try segmentsReadByOpening() == closed)
    }
}
