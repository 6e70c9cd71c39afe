import Testing

@testable import API

@Suite struct `An address` {
    @Test(arguments: [
        ("192.0.2.1", "192.0.2.1"), ("0.0.0.0", "0.0.0.0"), ("255.255.255.255", "255.255.255.255"),
        ("2001:DB8:0:0::1", "2001:db8::1"), ("::", "::"), ("::1", "::1"), ("::ffff:192.0.2.1", "192.0.2.1"),
        ("fe80::1", "fe80::1"),
    ])
    func `has one text`(text: String, canonical: String) throws {
        let address = try #require(PeerAddress(text))
        #expect(address.description == canonical)
        #expect(PeerAddress(canonical) == address)
    }

    @Test(arguments: [
        "", " ", "1", "1.2.3", "1.2.3.4.5", "256.0.0.1", "01.2.3.4", "1.2.3.4 ", "1.2.3.4:80", "[::1]", "::1%lo",
        ":::",
        "localhost", "1.2.3.4\0", "1.2.3.4/8", "g::1",
    ])
    func `is not read from anything else`(text: String) {
        #expect(PeerAddress(text) == nil)
    }

    @Test func `is on the loopback in both families`() {
        for text in ["127.0.0.1", "127.255.0.9", "::1", "::ffff:127.0.0.1"] {
            #expect(PeerAddress(text)?.isLoopback == true, "\(text)")
        }
        for text in ["128.0.0.1", "::", "0.0.0.0", "::2", "2001:db8::7f00:1"] {
            #expect(PeerAddress(text)?.isLoopback == false, "\(text)")
        }
    }
}
