import Testing

@testable import Events

/// A crash while a commit is written leaves a part of it, which nobody was told of: it is copied aside and cut off.
@Suite struct `A torn write` {
    struct Shape: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let segmentBytesMax: Int
        /// How many records the last commit has.
        let lastRecords: Int
    }

    static let shapes = [
        Shape(testDescription: "a last commit of one record", segmentBytesMax: 1 << 20, lastRecords: 1),
        Shape(testDescription: "a last commit of three records", segmentBytesMax: 1 << 20, lastRecords: 3),
        Shape(testDescription: "three records in a second segment", segmentBytesMax: 2_000, lastRecords: 3),
        Shape(testDescription: "one record alone in its segment", segmentBytesMax: 1, lastRecords: 1),
    ]

    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Makes a log that ends in a commit of the wanted shape; returns what stays, and that commit's bytes.
    private func make(_ shape: Shape) throws -> (kept: [UInt8], last: [UInt8], segment: String) {
        let log = try folder.log(.segments(of: shape.segmentBytesMax), FaultyFiles())
        var maker = CommitMaker(seed: 1)
        try log.fill(4, recordsMax: 3, with: &maker)
        let kept = try log.everything()
        let last = try maker.commit(after: log.head, pages: (0..<shape.lastRecords).map { "/\($0)" })
        try log.add(last)
        return (kept, last.bytes, try #require(try folder.segments().last))
    }

    @Test(arguments: shapes)
    func `is cut off wherever it stopped, copied aside, and nothing else changes`(_ shape: Shape) throws {
        let (kept, last, segment) = try make(shape)
        let before = Array(try folder.read(segment).dropLast(last.count))
        for count in 1..<last.count {
            let tail = Array(last.prefix(count))
            try folder.write(before + tail, to: segment)
            let others = try folder.files().filter { $0.key != segment }
            let log = try folder.log(.segments(of: shape.segmentBytesMax), FaultyFiles())
            let cut = try #require(log.cut, "\(count) bytes")
            #expect(cut.after == log.head.position && cut.bytes == count, "\(count) bytes")
            #expect(try log.everything() == kept, "\(count) bytes")
            #expect(try folder.read(segment) == before, "\(count) bytes")
            let aside = String(cut.aside.dropFirst(folder.path.count + 1))
            #expect(try folder.read(aside) == tail, "\(count) bytes")
            #expect(try folder.files().filter { $0.key != segment && $0.key != aside } == others, "\(count) bytes")
            try folder.remove(aside)
        }
    }

    @Test func `that left no byte needs no cut`() throws {
        let (kept, last, segment) = try make(Self.shapes[1])
        try folder.write(try folder.read(segment).dropLast(last.count), to: segment)
        let log = try folder.log(.standard, FaultyFiles())
        #expect(log.cut == nil)
        #expect(try log.everything() == kept)
    }

    @Test(arguments: shapes)
    func `is followed by the commits to come as if it had never been`(_ shape: Shape) throws {
        let (kept, last, segment) = try make(shape)
        try folder.write(try folder.read(segment).dropLast(last.count / 2), to: segment)
        var maker = CommitMaker(seed: 2)
        var log: JSONLEventLog? = try folder.log(.segments(of: shape.segmentBytesMax), FaultyFiles())
        try log?.fill(5, recordsMax: 3, with: &maker)
        let after = try #require(try log?.everything())
        log = nil
        #expect(after.starts(with: kept) && after.count > kept.count)
        let again = try folder.log(.segments(of: shape.segmentBytesMax), FaultyFiles())
        #expect(again.cut == nil)
        #expect(try again.everything() == after)
    }

    @Test(arguments: shapes)
    func `whose sectors were made longer but not written is cut off`(_ shape: Shape) throws {
        let (kept, last, segment) = try make(shape)
        let before = Array(try folder.read(segment).dropLast(last.count))
        for written in stride(from: 0, to: last.count - TornTail.nulRun, by: 5) {
            let zeros = [UInt8](repeating: 0, count: last.count - written)
            try folder.write(before + last.prefix(written) + zeros, to: segment)
            let log = try folder.log(.segments(of: shape.segmentBytesMax), FaultyFiles())
            #expect(log.cut?.bytes == last.count, "\(written) bytes, then zeros")
            #expect(try log.everything() == kept, "\(written) bytes, then zeros")
        }
    }

    @Test func `whose sectors were written out of order is cut off`() throws {
        let (kept, last, segment) = try make(Self.shapes[1])
        let before = Array(try folder.read(segment).dropLast(last.count))
        // Zeros in the second record; the first and the third are whole.
        let second = try #require(last.firstIndex(of: 0x0A)) + 1
        for start in stride(from: second, to: second + 300, by: 7) {
            var holed = last
            for index in start..<start + TornTail.nulRun { holed[index] = 0 }
            try folder.write(before + holed, to: segment)
            let log = try folder.log(.standard, FaultyFiles())
            #expect(try log.everything() == kept, "zeros from \(start)")
        }
    }

    @Test func `is none when zeros stand before a later commit`() throws {
        let (_, last, segment) = try make(Self.shapes[0])
        let whole = try folder.read(segment)
        for start in stride(from: 0, to: whole.count - last.count - TornTail.nulRun, by: 31) {
            var holed = whole
            for index in start..<start + TornTail.nulRun { holed[index] = 0 }
            try folder.write(holed, to: segment)
            let before = try folder.files()
            #expect(throws: EventLogError.self, "zeros from \(start)") { try folder.log(.standard, FaultyFiles()) }
            #expect(try folder.files() == before, "zeros from \(start)")
        }
    }

    @Test func `is none when fewer zeros than a sector stand in the last record`() throws {
        let (_, last, segment) = try make(Self.shapes[0])
        var holed = try folder.read(segment)
        for index in holed.count - last.count / 2..<holed.count - last.count / 2 + TornTail.nulRun - 1 {
            holed[index] = 0
        }
        try folder.write(holed, to: segment)
        #expect(throws: EventLogError.self) { try folder.log(.standard, FaultyFiles()) }
    }

    @Test func `stays, with its copy, when the cut itself fails; the next start cuts it`() throws {
        for call in [FaultyFiles.Call.open, .write, .syncData, .rename, .syncDirectory, .truncate] {
            for nth in 1...20 {
                let folder = try TemporaryFolder()
                let kept = try folder.makeLog(seed: 3, commits: 4, recordsMax: 3, segmentBytesMax: 1 << 20)
                let segment = try folder.segments()[0]
                try folder.write(kept.bytes.dropLast(5), to: segment)
                let files = FaultyFiles()
                files.arm(.init(call: call, nth: nth))
                do {
                    let log = try folder.log(.standard, files)
                    #expect(!files.hasFired || log.cut != nil, "\(call) \(nth)")
                } catch EventLogError.io(let error) {
                    #expect(error.call == call.rawValue, "\(call) \(nth)")
                }
                #expect(files.openCount == 0, "\(call) \(nth)")
                let log = try folder.log(.standard, FaultyFiles())
                #expect(try log.everything() == kept.dropLast().flatMap(\.bytes), "\(call) \(nth)")
                if !files.hasFired { break }
            }
        }
    }

    /// Negative control: the same cuts given to a loader that keeps the tail must be noticed by the same comparison.
    @Test func `would be noticed if it were not cut off`() throws {
        let (kept, last, segment) = try make(Self.shapes[1])
        let before = Array(try folder.read(segment).dropLast(last.count))
        var noticed = 0
        for count in 1..<last.count {
            try folder.write(before + last.prefix(count), to: segment)
            // A loader that does not cut: whatever lines there are.
            if try folder.read(segment) != kept { noticed += 1 }
        }
        #expect(noticed == last.count - 1)
        // And a log that goes on after an uncut tail cannot be opened again.
        var maker = CommitMaker(seed: 4)
        let end = LogHead(position: LogPosition(UInt64(kept.count { $0 == 0x0A })), time: RecordText.time)
        let next = try maker.commit(after: end, recordsMax: 1).bytes
        try folder.write(before + last.prefix(last.count / 2) + next, to: segment)
        #expect(throws: EventLogError.self) { try folder.log(.standard, FaultyFiles()) }
    }
}
