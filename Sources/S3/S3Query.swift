/// The query of a request, in the one form that every release of libcurl signs as services do: names in order, everything escaped
/// that RFC 3986 does not call unreserved, and `=` after every name. (libcurl 7.88 signs a query as it is given; later ones sort and
/// escape first, which changes nothing here.)
struct S3Query: Equatable {
    private let members: [String: String]

    init(_ members: [String: String] = [:]) { self.members = members }

    /// With its question mark; empty when there is none.
    var text: String {
        guard !members.isEmpty else { return "" }
        let pairs = members.sorted { $0.key < $1.key }.map { "\(Self.escaped($0.key))=\(Self.escaped($0.value))" }
        return "?" + pairs.joined(separator: "&")
    }

    private static func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            if isUnreserved(byte) { return String(UnicodeScalar(byte)) }
            let digits = String(byte, radix: 16, uppercase: true)
            return "%" + (digits.count < 2 ? "0" : "") + digits
        }.joined()
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
