import Testing

@testable import Events

@Suite struct `CRC-32C` {
    @Test func `gives the values of RFC 3720, appendix B 4`() {
        #expect(CRC32C.checksum([UInt8](repeating: 0, count: 32)) == 0x8A91_36AA)
        #expect(CRC32C.checksum([UInt8](repeating: 0xFF, count: 32)) == 0x62A8_AB43)
        #expect(CRC32C.checksum(Array(0...31)) == 0x46DD_794E)
        #expect(CRC32C.checksum((0...31).reversed()) == 0x113F_DB5C)
        #expect(CRC32C.checksum(Array("123456789".utf8)) == 0xE306_9283)
        #expect(CRC32C.checksum([]) == 0)
    }

    @Test func `is what the definition says, at every length and alignment`() {
        let seed: UInt64 = 1
        var generator = SeededGenerator(seed: seed)
        let bytes = generator.bytes(64)
        for start in 0..<9 {
            for end in start...bytes.count {
                var crc: UInt32 = .max
                for byte in bytes[start..<end] {
                    crc ^= UInt32(byte)
                    for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0x82F6_3B78 : crc >> 1 }
                }
                #expect(CRC32C.checksum(bytes, start..<end) == ~crc, "seed \(seed), \(start)..<\(end)")
                let tables = CRC32C.byTables(bytes.span.extracting(start..<end))
                #expect(tables == ~crc, "without the instruction, seed \(seed), \(start)..<\(end)")
            }
        }
    }
}
