import Foundation
import Testing

@testable import Events

/// No single bit that flips in a segment makes an acknowledged record vanish or change: the log is refused instead.
@Suite struct `A flipped bit` {
    struct Shape: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let segmentBytesMax: Int
    }

    static let shapes = [
        Shape(testDescription: "one segment", segmentBytesMax: 1 << 20),
        Shape(testDescription: "several segments", segmentBytesMax: 1),
    ]

    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// One, two and one records.
    private func make(_ shape: Shape) throws -> [UInt8] {
        var maker = CommitMaker(seed: 1)
        let log = try folder.log(.segments(of: shape.segmentBytesMax), FaultyFiles())
        for pages in [["/a"], ["/b", "/c"], ["/d"]] { try log.add(maker.commit(after: log.head, pages: pages)) }
        return try log.everything()
    }

    /// What stands where: the position of the record that a byte of a segment belongs to.
    private func position(of byte: Int, in segment: [UInt8], first: LogPosition) -> LogPosition {
        LogPosition(first.rawValue + UInt64(segment[..<byte].count { $0 == 0x0A }))
    }

    @Test(arguments: shapes)
    func `is refused by name of position, file and offset, and nothing on disk changes`(_ shape: Shape) throws {
        _ = try make(shape)
        let files = POSIXFiles()
        for name in try folder.segments() {
            let good = try folder.read(name)
            let first = try #require(Segment.first(ofFileNamed: String(name.dropFirst("segments/".count))))
            let descriptor = try files.openRewritable(folder.path + "/" + name)
            defer { files.close(descriptor) }
            for bit in 0..<good.count * 8 {
                var bad = good
                bad[bit / 8] ^= 1 << UInt8(bit % 8)
                _ = try files.write(descriptor, at: bit / 8, bad, bit / 8..<bit / 8 + 1, name)
                let expected = position(of: bit / 8, in: good, first: first)
                do {
                    let log = try folder.log(.segments(of: shape.segmentBytesMax), FaultyFiles())
                    Issue.record("bit \(bit) of \(name): opened with \(log.head.position) records")
                } catch EventLogError.corrupt(let damage) {
                    let isInFile = damage.file.map { "segments/" + $0 } == name && damage.offset <= bit / 8
                    if !isInFile || damage.position != expected {
                        Issue.record("bit \(bit) of \(name): \(damage.description)")
                    }
                }
                // Comparing all files after each flip would take minutes; the flipped one is the one at risk.
                if bit % 97 == 0 || bit >= (good.count - 1) * 8 {
                    var changed = try folder.files()
                    #expect(changed.removeValue(forKey: name) == bad, "bit \(bit) of \(name)")
                    #expect(changed.keys.allSatisfy { !$0.hasPrefix("torn") && !$0.hasSuffix(".tmp") })
                }
                _ = try files.write(descriptor, at: bit / 8, good, bit / 8..<bit / 8 + 1, name)
            }
            #expect(try folder.read(name) == good)
        }
        #expect(try folder.log(.segments(of: shape.segmentBytesMax), FaultyFiles()).head.position == LogPosition(4))
    }

    @Test(arguments: shapes)
    func `under an index that still holds is refused by whoever reads the record`(_ shape: Shape) throws {
        _ = try make(shape)
        // Closes the segment that was the last.
        let log = try folder.log(.segments(of: 1), FaultyFiles())
        var maker = CommitMaker(seed: 2)
        try log.fill(1, recordsMax: 1, with: &maker)
        let written = try log.everything()
        let lines = written.split(separator: 0x0A)
        let name = try folder.segments()[0]
        let good = try folder.read(name)
        for bit in 0..<good.count * 8 {
            let log = try JSONLEventLog(reading: folder.path, files: RottenFiles(file: name, bit: bit))
            let damage = refusal { try log.everything() == written }
            #expect(damage?.file.map { "segments/" + $0 } == name, "bit \(bit)")
            #expect(damage.map { $0.offset <= bit / 8 } == true, "bit \(bit)")
            for (index, line) in lines.enumerated() {
                let position = LogPosition(UInt64(index + 1))
                let damage = refusal { try log.record(at: position).line == line }
                #expect(damage == nil || damage?.position == position, "bit \(bit), record \(position)")
            }
        }
    }

    /// The damage that `body` is refused with; nil when it reads what was written.
    private func refusal(_ body: () throws -> Bool) -> LogDamage? {
        do {
            #expect(try body(), "read something else than was written")
            return nil
        } catch EventLogError.corrupt(let damage) {
            return damage
        } catch {
            Issue.record(error)
            return nil
        }
    }

    @Test func `in a longer log is damage too, by the scan alone`() throws {
        let written = try folder.makeLog(seed: 3, commits: 3, recordsMax: 3, segmentBytesMax: 1 << 20).bytes
        var missed = 0
        for bit in 0..<written.count * 8 {
            var bad = written
            bad[bit / 8] ^= 1 << UInt8(bit % 8)
            let scan = SegmentScan(bad, first: LogPosition(1), after: .empty, file: "x")
            if case .damage = scan.stop { continue }
            missed += 1
        }
        #expect(missed == 0)
    }

    /// Negative control: a reader that trusts the bytes lets flips through, so the test above tests something.
    @Test func `would be missed by a reader that ignores the checksum`() throws {
        let written = try make(Self.shapes[0])
        func naive(_ bytes: [UInt8]) -> [[String: JSONValue]]? {
            try? bytes.split(separator: 0x0A).map {
                try JSONDecoder().decode([String: JSONValue].self, from: Data($0))
            }
        }
        let good = try #require(naive(written))
        var changed = 0
        for bit in stride(from: 0, to: written.count * 8, by: 7) {
            var bad = written
            bad[bit / 8] ^= 1 << UInt8(bit % 8)
            if let read = naive(bad), read != good { changed += 1 }
        }
        #expect(changed > 100)
    }
}
