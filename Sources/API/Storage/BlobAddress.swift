import Events

/// Where a blob lies: the SHA-256 of its sealed bytes, 64 lower-case hexadecimal digits, as records name it.
struct BlobAddress: Hashable, Comparable, Sendable, CustomStringConvertible {
    static let digits = 64

    let text: String
    var description: String { text }

    /// The first two digits: the folder of a local store that the blob lies in.
    var prefix: String { String(text.prefix(2)) }

    /// Reads the text form; nil for anything else, so that no address can lead out of the store.
    init?(_ text: String) {
        let isHexadecimal = text.utf8.allSatisfy { digit in
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): true
            default: false
            }
        }
        guard text.utf8.count == Self.digits, isHexadecimal else { return nil }
        self.text = text
    }

    init(digest: some Sequence<UInt8>) {
        text = digest.hexadecimal
        precondition(text.utf8.count == Self.digits, "not a SHA-256 digest: \(text)")
    }

    static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}
