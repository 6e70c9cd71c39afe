import Testing

@testable import Events
@testable import Projections

@Suite struct `A digest as a key` {
    @Test func `is its first sixteen bytes, most significant first`() throws {
        let key = try #require(DigestKey(Base64URL.encode((1...32).map { UInt8($0) })))
        #expect(key == DigestKey(high: 0x0102_0304_0506_0708, low: 0x090A_0B0C_0D0E_0F10))
        #expect(DigestKey(Base64URL.encode((1...16).map { UInt8($0) })) == key)
    }

    @Test func `is not made of less, or of other text`() {
        #expect(DigestKey(Base64URL.encode((1...15).map { UInt8($0) })) == nil)
        for text in ["", "é", "not base64url, surely", "AAAAAAAAAAAAAAAAAAAAAAAAAAAA===="] {
            #expect(DigestKey(text) == nil)
        }
    }
}
