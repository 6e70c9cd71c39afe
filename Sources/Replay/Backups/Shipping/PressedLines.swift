/// Lines on their way into an object: compressed, and what the manifest says of them.
struct PressedLines: Sendable {
    let frame: [UInt8]
    /// Of the lines.
    let sha256: SHA256Text

    /// - Throws: `ZstandardError`.
    init(_ lines: [UInt8]) throws(ZstandardError) {
        frame = try Zstandard.compress(lines)
        sha256 = SHA256Text(of: lines)
    }
}
