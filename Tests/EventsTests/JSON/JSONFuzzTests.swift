import Testing

@testable import Events

/// Whatever the bytes are, reading them answers or throws: it never traps and never reads out of bounds.
@Suite struct `Bytes of any kind` {
    static let rounds = 4_000

    private func touch(_ bytes: [UInt8]) {
        guard let fields = try? JSONFields(bytes, 0..<bytes.count, opener: nil) else { return }
        _ = try? fields.string("a")
        _ = try? fields.number("a")
        _ = try? fields.integer("b")
        _ = try? fields.boolean("b")
        _ = try? fields.timestamp("a")
        _ = try? fields.id("b", Person.self)
        _ = try? fields.personal("a", String.self)
        _ = try? fields.object("a")
        _ = try? fields.decoded("b", as: [String].self)
    }

    @Test func `are read as an object or refused`() {
        let seed: UInt64 = 5
        var generator = SeededGenerator(seed: seed)
        let pieces = [
            "{", "}", "[", "]", "\"", "\\", ":", ",", "\"a\":", "\"b\":", "1", "-", "e", ".", "null", "true", "\\u",
            "d8",
            "\\ud834", "\u{2028}", " ", "\n", "\"a\":\"", "0", "T", "Z",
        ].map { Array($0.utf8) }
        for _ in 0..<Self.rounds {
            var bytes = Array("{".utf8)
            for _ in 0..<Int.random(in: 0...24, using: &generator) {
                bytes += generator.next() % 8 == 0 ? generator.bytes(2) : pieces[Int(generator.next() % 26)]
            }
            touch(bytes)
            touch(bytes + Array("}".utf8))
        }
    }

    @Test func `are read as a record or refused, the checksum being right`() throws {
        let seed: UInt64 = 6
        var generator = SeededGenerator(seed: seed)
        let line = RecordText(position: 7, actor: "user/019b76da-a800-7000-8000-000000000001").attributes + "}"
        for _ in 0..<Self.rounds {
            var rest = Array(line.utf8)
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let index = Int(generator.next() % UInt64(rest.count))
                switch generator.next() % 4 {
                case 0: rest[index] = UInt8(truncatingIfNeeded: generator.next())
                case 1: rest.remove(at: index)
                case 2: rest.insert([0x22, 0x5C, 0x7B, 0x7D, 0x2C][Int(generator.next() % 5)], at: index)
                default: rest.removeLast(Int(generator.next() % UInt64(rest.count / 2)))
                }
            }
            let digits = String(CRC32C.checksum(rest), radix: 16)
            let crc = String(repeating: "0", count: 8 - digits.count) + digits
            guard let record = try? RecordParser.parse(line: Array(#"{"crc":"\#(crc)","#.utf8) + rest) else {
                continue
            }
            _ = [record.source, record.subject, record.typeText, record.actor.description]
            _ = try? EventCatalog.current.event(of: record, opening: NoKeys())
        }
    }

    @Test func `are no record without the checksum`() {
        let seed: UInt64 = 7
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<Self.rounds {
            let bytes = generator.bytes(Int(generator.next() % 400))
            #expect(throws: RecordDefect.self, "seed \(seed)") { try RecordParser.parse(line: bytes) }
        }
    }

    @Test func `scanned as a segment never make more of it than whole commits`() throws {
        let seed: UInt64 = 8
        var maker = CommitMaker(seed: seed)
        let good = try maker.commit(after: .empty, pages: ["/a", "/b"]).bytes
        for _ in 0..<500 {
            let noise = maker.generator.bytes(Int(maker.generator.next() % 200) + 1)
            let scan = SegmentScan(good + noise, first: LogPosition(1), after: .empty, file: "x")
            #expect(scan.segment.count == 2 && scan.segment.byteCount == good.count, "seed \(seed)")
            #expect(scan.stop != nil, "seed \(seed)")
        }
    }
}
