import Testing

@testable import API

@Suite struct `A range of addresses` {
    @Test(arguments: [
        ("10.0.0.0/8", ["10.0.0.0", "10.255.255.255", "::ffff:10.1.2.3"], ["9.255.255.255", "11.0.0.0", "::a00:1"]),
        ("10.1.2.3/8", ["10.0.0.0"], ["11.0.0.0"]),
        ("192.168.4.0/22", ["192.168.4.0", "192.168.7.255"], ["192.168.3.255", "192.168.8.0"]),
        ("192.0.2.1", ["192.0.2.1"], ["192.0.2.0", "192.0.2.2"]),
        ("192.0.2.1/32", ["192.0.2.1"], ["192.0.2.2"]),
        ("0.0.0.0/0", ["0.0.0.0", "255.255.255.255"], ["::", "2001:db8::1"]),
        ("2001:db8::/32", ["2001:db8::", "2001:db8:ffff::1"], ["2001:db9::", "10.0.0.1"]),
        ("::1/128", ["::1"], ["::", "::2"]),
        ("::1", ["::1"], ["::2", "127.0.0.1"]),
        ("::ffff:10.0.0.0/104", ["10.9.9.9"], ["11.0.0.0"]),
        ("::/0", ["::", "2001:db8::1", "10.0.0.1"], []),
    ])
    func `holds its addresses and no others`(text: String, inside: [String], outside: [String]) throws {
        let range = try #require(IPRange(text))
        for address in inside { #expect(range.contains(try #require(PeerAddress(address))), "\(address)") }
        for address in outside { #expect(!range.contains(try #require(PeerAddress(address))), "\(address)") }
    }

    @Test(arguments: [
        "", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/8/8", "10.0.0.0/ 8", "::/129",
        "10.0.0.0/0008", "10.0.0/8", "eaf.fr/8",
    ])
    func `is not read from anything else`(text: String) {
        #expect(IPRange(text) == nil)
    }
}
