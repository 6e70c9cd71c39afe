/// CRC-32 as ZIP has it (ISO 3309, ITU-T V.42): polynomial 0x04C11DB7 reflected. Not the log's CRC-32C.
enum CRC32 {
    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }

    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        let table = table.span
        let bytes = bytes.span
        var crc = UInt32.max
        for index in bytes.indices {
            crc = crc >> 8 ^ table[Int(truncatingIfNeeded: crc & 0xFF ^ UInt32(bytes[index]))]
        }
        return ~crc
    }
}
