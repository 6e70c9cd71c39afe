import Testing

@testable import Events

@Suite struct `The end of a JSON string` {
    /// One byte after the other, as the standard says it.
    private func expected(_ bytes: [UInt8], to end: Int) -> Int? {
        var index = 1
        while index < end {
            if bytes[index] == UInt8(ascii: "\"") { return index + 1 }
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return nil
    }

    @Test func `is found wherever it stands, and whatever stands before it`() {
        let seed: UInt64 = 7
        var generator = SeededGenerator(seed: seed)
        // Neighbours of the two bytes that count, in value and by one bit.
        let alphabet: [UInt8] = [0x22, 0x5C, 0x21, 0x23, 0x5B, 0x5D, 0xA2, 0xDC, 0x00, 0xFF, 0x61, 0x61, 0x61]
        for round in 0..<20_000 {
            let count = Int.random(in: 1...40, using: &generator)
            let bytes = [UInt8(ascii: "\"")] + (0..<count).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
            let end = Int.random(in: 1...bytes.count, using: &generator)
            #expect(
                JSONScanner.endOfString(bytes.span, from: 0, to: end) == expected(bytes, to: end),
                "seed \(seed), round \(round): \(bytes), to \(end)")
        }
    }
}
