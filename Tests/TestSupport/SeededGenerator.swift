/// SplitMix64: the same numbers for the same seed, so that a failure can be repeated.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Begins at a seed.
    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// A number from 0 up to but without `limit`.
    public mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }

    /// A number from 0 up to but without 1.
    public mutating func share() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// `count` random bytes.
    public mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) } }

    /// Text made of what is hard to write: quotes, escapes, controls, accents, line separators, emoji.
    public mutating func text(_ countMax: Int) -> String {
        let pieces = [
            "a", "é", "Œ", " ", "\"", "\\", "/", "\n", "\r", "\t", "\u{0}", "\u{1F}", "\u{7F}", "\u{2028}",
            "\u{2029}",
            "\u{1F468}\u{200D}\u{1F393}", "0", "{", "}", "}]", ",", ":", "\\u0041", "\u{FFFD}", "𝄞", "«", "»",
        ]
        return (0..<Int.random(in: 0...countMax, using: &self))
            .map { _ in pieces[Int(next() % UInt64(pieces.count))] }.joined()
    }
}
