import Crypto
import Foundation
import Testing

@testable import Events

@Suite struct `Keys and hashes` {
    @Test func `are derived for one purpose each`() {
        let master = MasterKey.random()
        #expect(master.derived(for: "vault") == master.derived(for: "vault"))
        #expect(master.derived(for: "vault") != master.derived(for: "email"))
        #expect(MasterKey.random().derived(for: "vault") != master.derived(for: "vault"))
        let person = PersonKey.random()
        #expect(person.blobs == person.blobs && person.blobs != person.records)
    }

    @Test func `are read from base64url or base 64 of 32 bytes alone`() throws {
        let bytes = Array(repeating: UInt8(0xFB), count: 32)
        let text = Base64URL.encode(bytes)
        #expect(MasterKey(text)?.text == text)
        #expect(MasterKey(Data(bytes).base64EncodedString() + "\n")?.text == text)
        for bad in ["", "x", Base64URL.encode(bytes.dropLast()), Base64URL.encode(bytes + [0]), text + "!"] {
            #expect(MasterKey(bad) == nil, "\(bad)")
        }
    }

    @Test func `give HMAC-SHA-256 in base64url`() {
        let key = SymmetricKey(data: Array("Jefe".utf8))
        // RFC 4231, test case 2.
        let expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        let bytes = Base64URL.decode(KeyedHash(key: key).of("what do ya want for nothing?")) ?? []
        #expect(bytes.map { String(UInt16($0) + 256, radix: 16).dropFirst() }.joined() == expected)
    }
}
