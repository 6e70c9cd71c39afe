/// Bounds on the parts of a multipart body that its sender could otherwise stretch at will.
struct MultipartLimits: Equatable, Sendable {
    /// Header lines of one part, with the empty line that ends them.
    let headBytes: Int
    let parts: Int
    /// Text before the first delimiter, which browsers never send.
    let preambleBytes: Int
    /// Text after the closing delimiter, of which browsers send a CRLF.
    let epilogueBytes: Int

    /// What a form of this application needs, with room to spare.
    static let form = MultipartLimits(
        headBytes: 8 * 1024,
        parts: 16,
        preambleBytes: 1024,
        epilogueBytes: 1024
    )
}
