import Testing

@testable import API

@Suite struct `The address of the client` {
    struct Case: Sendable, CustomTestStringConvertible {
        let why: String
        let peer: String
        let headers: [String]
        let client: String
        var testDescription: String { why }
    }

    static let trusted = ["10.0.0.0/8", "192.168.1.1", "fd00::/8"].compactMap { IPRange($0) }

    static let cases = [
        Case(why: "no proxy", peer: "203.0.113.9", headers: [], client: "203.0.113.9"),
        Case(
            why: "a stranger's header is not looked at", peer: "203.0.113.9", headers: ["1.1.1.1"],
            client: "203.0.113.9"),
        Case(
            why: "a stranger cannot pass for a proxy", peer: "203.0.113.9", headers: ["1.1.1.1, 10.0.0.1"],
            client: "203.0.113.9"),
        Case(why: "one proxy", peer: "10.0.0.1", headers: ["203.0.113.9"], client: "203.0.113.9"),
        Case(why: "a proxy without a header", peer: "10.0.0.1", headers: [], client: "10.0.0.1"),
        Case(why: "an empty header", peer: "10.0.0.1", headers: [""], client: "10.0.0.1"),
        Case(
            why: "what the client wrote itself counts for nothing", peer: "10.0.0.1",
            headers: ["1.1.1.1, 203.0.113.9"],
            client: "203.0.113.9"),
        Case(
            why: "nor does a trusted address that it wrote", peer: "10.0.0.1", headers: ["10.9.9.9, 203.0.113.9"],
            client: "203.0.113.9"),
        Case(
            why: "two proxies", peer: "10.0.0.1", headers: ["1.1.1.1, 203.0.113.9, 192.168.1.1"],
            client: "203.0.113.9"),
        Case(
            why: "two headers are one list", peer: "10.0.0.1", headers: ["1.1.1.1", "203.0.113.9 ,10.0.0.2"],
            client: "203.0.113.9"),
        Case(why: "all hops are trusted", peer: "10.0.0.1", headers: ["10.0.0.3, 10.0.0.2"], client: "10.0.0.3"),
        Case(
            why: "garbage ends the walk", peer: "10.0.0.1", headers: ["203.0.113.9, junk, 10.0.0.2"],
            client: "10.0.0.2"),
        Case(why: "so does “unknown”", peer: "10.0.0.1", headers: ["203.0.113.9, unknown"], client: "10.0.0.1"),
        Case(why: "so does an empty entry", peer: "10.0.0.1", headers: ["203.0.113.9,"], client: "10.0.0.1"),
        Case(why: "a port is dropped", peer: "10.0.0.1", headers: ["203.0.113.9:5812"], client: "203.0.113.9"),
        Case(why: "brackets too", peer: "10.0.0.1", headers: ["[2001:db8::1]:443"], client: "2001:db8::1"),
        Case(why: "brackets without a port", peer: "fd00::1", headers: ["[2001:db8::1]"], client: "2001:db8::1"),
        Case(why: "a bad port is garbage", peer: "10.0.0.1", headers: ["203.0.113.9:99999"], client: "10.0.0.1"),
        Case(why: "brackets left open are garbage", peer: "10.0.0.1", headers: ["[2001:db8::1"], client: "10.0.0.1"),
        Case(why: "a bare IPv6 address", peer: "fd00::1", headers: ["2001:db8::1, fd00::2"], client: "2001:db8::1"),
        Case(why: "a mapped peer", peer: "::ffff:10.0.0.1", headers: ["::ffff:203.0.113.9"], client: "203.0.113.9"),
    ]

    @Test(arguments: cases)
    func `is the first hop from the right that is not trusted`(example: Case) throws {
        let peer = try #require(PeerAddress(example.peer))
        let client = clientAddress(peer: peer, forwardedFor: example.headers, trusted: Self.trusted)
        #expect(client.description == example.client)
    }

    @Test func `is the peer when no proxy is trusted`() throws {
        let peer = try #require(PeerAddress("127.0.0.1"))
        #expect(clientAddress(peer: peer, forwardedFor: ["203.0.113.9"], trusted: []) == peer)
    }
}
