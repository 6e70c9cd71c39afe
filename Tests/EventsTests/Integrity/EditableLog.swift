import Synchronization
import Testing

@testable import Events

/// A log in memory that can be rolled back and rewritten, as nobody should.
final class EditableLog: LogReader {
    private let stored: Mutex<[[UInt8]]>

    init(_ lines: [[UInt8]] = []) { stored = Mutex(lines) }

    /// Lines without their line feeds.
    var lines: [[UInt8]] {
        get { stored.withLock { $0 } }
        set { stored.withLock { $0 = newValue } }
    }

    var leaves: [MerkleHash] { lines.map { MerkleTree.leaf($0) } }

    var head: LogHead {
        LogHead(position: LogPosition(UInt64(stored.withLock { $0.count })), time: Timestamp(seconds: 1_790_000_000))
    }

    func lines(after position: LogPosition, bytesMax: Int) throws(EventLogError) -> LineChunk {
        var bytes: [UInt8] = []
        for line in lines.dropFirst(Int(position.rawValue)) where bytes.count < bytesMax / 64 {
            bytes += line + [0x0A]
        }
        return LineChunk(bytes: bytes, first: position.next)
    }

    func record(at position: LogPosition) throws(EventLogError) -> Record {
        let lines = lines
        guard position > .zero, position.rawValue <= UInt64(lines.count) else { throw .noSuchRecord(position) }
        do throws(RecordDefect) {
            return try RecordParser.parse(line: lines[Int(position.rawValue) - 1])
        } catch {
            throw .corrupt(LogDamage(position: position, file: nil, offset: 0, defect: error))
        }
    }

    /// Appends commits of 1 to 3 records that depend on the seed, until there are `count` records.
    func grow(to count: Int, seed: UInt64) throws {
        var maker = CommitMaker(seed: seed)
        while lines.count < count {
            let pages = (0..<min(3, count - lines.count)).map { "/\(seed)/\($0)" }
            lines += try maker.commit(after: head, pages: Array(pages.prefix(1 + lines.count % 3))).lines
        }
    }

    /// Rewrites a record as an attacker would, with the right checksum.
    func forge(_ position: Int) throws {
        var line = lines[position - 1]
        let place = try #require(line.indices.last { line[$0] == UInt8(ascii: "/") })
        line[place + 1] = UInt8(ascii: "9")
        let digits = String(CRC32C.checksum(line, 18..<line.count), radix: 16)
        line.replaceSubrange(8..<16, with: (String(repeating: "0", count: 8 - digits.count) + digits).utf8)
        lines[position - 1] = line
        _ = try record(at: LogPosition(UInt64(position)))
    }
}
