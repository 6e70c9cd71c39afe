import Testing

@testable import Events

@Suite struct `Base64url` {
    @Test(
        arguments: [
            ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"),
            ("foobar", "Zm9vYmFy"),
        ])
    func `gives the values of RFC 4648, without padding`(_ plain: String, _ text: String) {
        #expect(Base64URL.encode(plain.utf8) == text)
        #expect(Base64URL.decode(text) == Array(plain.utf8))
    }

    @Test func `has one form for every value, for seeded bytes`() {
        let seed: UInt64 = 1
        var generator = SeededGenerator(seed: seed)
        for count in 0..<200 {
            let bytes = generator.bytes(count)
            let text = Base64URL.encode(bytes)
            #expect(Base64URL.decode(text) == bytes, "seed \(seed), \(count)")
            let isURLSafe = text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
            #expect(isURLSafe, "seed \(seed), \(count)")
        }
        for bad in ["Z", "Zh", "Zm9", "Zg==", "Zm9vY", "Zm+v", "Zm/v", "Zm 9", "Zg\n", "é"] {
            #expect(Base64URL.decode(bad) == nil, "\(bad)")
        }
    }
}
