/// A UUID (RFC 9562) that names one entity of kind `Kind`, so that the id of a copie cannot be passed for an account's.
///
/// The text form is lower-case and hyphenated. `Kind` is only a tag: no value of it exists.
public struct EntityID<Kind>: Hashable, Comparable, Sendable {
    /// The first eight bytes, big-endian.
    public let high: UInt64
    /// The last eight bytes, big-endian.
    public let low: UInt64

    /// Makes an id from its two halves, as a snapshot stores them.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Reads the 36-character text form; nil for anything else.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard let id = bytes.span.uuid(at: 0), bytes.count == UUIDText.length else { return nil }
        self.init(high: id.high, low: id.low)
    }

    /// A random id, version 4.
    public static func random(using generator: inout some RandomNumberGenerator) -> Self {
        let high = generator.next() & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
        let low = generator.next() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        return Self(high: high, low: low)
    }

    /// A random id, version 4, from the system's generator.
    public static func random() -> Self {
        var generator = SystemRandomNumberGenerator()
        return random(using: &generator)
    }

    /// A time-ordered id, version 7: 48 bits of milliseconds, then random bits.
    public static func timeOrdered(
        at time: Timestamp, using generator: inout some RandomNumberGenerator
    ) -> Self {
        let milliseconds = UInt64(clamping: time.microseconds / 1_000)
        let high = milliseconds << 16 | 0x7000 | generator.next() & 0x0FFF
        let low = generator.next() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        return Self(high: high, low: low)
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(high)
        hasher.combine(low)
    }

    public static func < (left: Self, right: Self) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

extension EntityID: CustomStringConvertible, LosslessStringConvertible {
    public var description: String {
        String(decoding: UUIDText.bytes(high: high, low: low), as: UTF8.self)
    }
}

extension EntityID: Codable {
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let id = Self(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a UUID"))
        }
        self = id
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
