extension Span<UInt8> {
    /// The index of the first quote or backslash at or after `start`, or `end` when there is none before it.
    ///
    /// Eight bytes a step: sealed values make most strings of a record long.
    func endOfPlainText(from start: Int, to end: Int) -> Int {
        precondition(start >= 0 && end <= count)
        var index = start
        let raw = unsafe bytes
        while index + 8 <= end {
            let word = UInt64(
                littleEndian: unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self))
            let found = Self.zeroBytes(word ^ 0x2222_2222_2222_2222) | Self.zeroBytes(word ^ 0x5C5C_5C5C_5C5C_5C5C)
            if found != 0 { return index + found.trailingZeroBitCount / 8 }
            index += 8
        }
        while index < end, self[index] != UInt8(ascii: "\""), self[index] != UInt8(ascii: "\\") { index += 1 }
        return index
    }

    /// The highest bit of the first byte that is zero, and perhaps others above it; 0 when none is.
    @inline(__always)
    private static func zeroBytes(_ word: UInt64) -> UInt64 {
        (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
    }
}
