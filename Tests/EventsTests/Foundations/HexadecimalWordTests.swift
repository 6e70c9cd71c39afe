import Testing

@testable import Events

@Suite struct `Eight hexadecimal digits` {
    @Test func `are read when each of them is one, every byte at every place`() {
        let digits = Array("0123456789abcdefABCDEF".utf8)
        for place in 0..<8 {
            for byte in UInt8.min...UInt8.max {
                var text = Array("09afAF3c".utf8)
                text[place] = byte
                let word = text.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
                let expected = digits.contains(byte) ? UInt32(String(decoding: text, as: UTF8.self), radix: 16) : nil
                #expect(HexadecimalWord.value(of: word) == expected, "byte \(byte) at \(place)")
            }
        }
    }
}
