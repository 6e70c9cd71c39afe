import CCRC32C

/// CRC-32C (Castagnoli; RFC 3720 appendix B.4): polynomial 0x1EDC6F41 reflected, initial value and final XOR all ones.
///
/// By the processor's instruction where there is one; else sliced by eight: eight tables of 256 entries, eight bytes a step.
public enum CRC32C {
    private static let isAccelerated = crc32c_is_supported() != 0
    private static let tables: [UInt32] = {
        var tables = [UInt32](repeating: 0, count: 8 * 256)
        for byte in 0..<256 {
            var value = UInt32(byte)
            for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0x82F6_3B78 : value >> 1 }
            tables[byte] = value
        }
        for index in 256..<tables.count {
            let previous = tables[index - 256]
            tables[index] = previous >> 8 ^ tables[Int(previous & 0xFF)]
        }
        return tables
    }()

    /// The checksum of `bytes[range]`.
    public static func checksum(_ bytes: [UInt8], _ range: Range<Int>) -> UInt32 {
        checksum(bytes.span.extracting(range))
    }

    /// The checksum of all of `bytes`.
    public static func checksum(_ bytes: [UInt8]) -> UInt32 { checksum(bytes.span) }

    static func checksum(_ bytes: Span<UInt8>) -> UInt32 {
        guard isAccelerated else { return byTables(bytes) }
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe ~crc32c_extended(.max, buffer.baseAddress, buffer.count)
        }
    }

    static func byTables(_ bytes: Span<UInt8>) -> UInt32 {
        let table = tables.span
        let raw = unsafe bytes.bytes
        var crc: UInt32 = .max
        var index = 0
        let whole = raw.byteCount & ~7
        while index < whole {
            let word = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self)
            let mixed = UInt64(littleEndian: word) ^ UInt64(crc)
            crc = table[1_792 + Int(mixed & 0xFF)]
            crc ^= table[1_536 + Int(mixed >> 8 & 0xFF)]
            crc ^= table[1_280 + Int(mixed >> 16 & 0xFF)]
            crc ^= table[1_024 + Int(mixed >> 24 & 0xFF)]
            crc ^= table[768 + Int(mixed >> 32 & 0xFF)]
            crc ^= table[512 + Int(mixed >> 40 & 0xFF)]
            crc ^= table[256 + Int(mixed >> 48 & 0xFF)]
            crc ^= table[Int(mixed >> 56)]
            index += 8
        }
        while index < bytes.count {
            crc = crc >> 8 ^ table[Int(truncatingIfNeeded: crc & 0xFF ^ UInt32(bytes[index]))]
            index += 1
        }
        return ~crc
    }
}
