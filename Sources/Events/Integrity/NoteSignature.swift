/// One signature line of a note.
public struct NoteSignature: Hashable, Sendable {
    /// The name of the key.
    public let name: String
    /// Tells keys of one name apart; with the name it says which key signed, and how.
    public let keyID: UInt32
    /// What the key made of the text; for a cosignature, the time comes first.
    public let bytes: [UInt8]

    /// Gathers the members.
    public init(name: String, keyID: UInt32, bytes: [UInt8]) {
        self.name = name
        self.keyID = keyID
        self.bytes = bytes
    }

    static let mark = "— "
    /// A cosignature begins with its time.
    static let timeBytes = 8
    private static let ed25519Bytes = 64

    /// When a witness signed, in seconds since 1970; nil for what cannot be a cosignature.
    public var cosignedAt: UInt64? {
        guard bytes.count == Self.timeBytes + Self.ed25519Bytes else { return nil }
        let seconds = bytes[..<Self.timeBytes].reduce(0) { $0 << 8 | UInt64($1) }
        return seconds <= UInt64(Int64.max) ? seconds : nil
    }

    /// The line, without its line feed.
    public var line: String { "\(Self.mark)\(name) \(Base64.encode(keyID.bigEndianBytes + bytes))" }

    /// Reads a line; nil when it is none.
    init?(line: Substring) {
        guard line.hasPrefix(Self.mark) else { return nil }
        let parts = line.dropFirst(Self.mark.count).split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, Self.isName(parts[0]), let all = Base64.decode(parts[1]), all.count > 4 else {
            return nil
        }
        name = String(parts[0])
        keyID = all[..<4].reduce(0) { $0 << 8 | UInt32($1) }
        bytes = Array(all[4...])
    }

    /// Whether a key may be called so: not empty, no spaces, no `+`.
    static func isName(_ text: some StringProtocol) -> Bool {
        !text.isEmpty
            && text.unicodeScalars.allSatisfy { !$0.properties.isWhitespace && $0 != "+" && $0.value >= 0x20 }
    }
}

extension FixedWidthInteger {
    /// The bytes, the most significant first.
    var bigEndianBytes: [UInt8] {
        (0..<bitWidth / 8).reversed().map { UInt8(truncatingIfNeeded: self >> Self($0 * 8)) }
    }
}
