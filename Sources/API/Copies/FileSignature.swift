/// Tells what a file is from its first bytes, whatever its name or its sender says.
enum FileSignature {
    /// How much of a file `detect(in:)` ever looks at.
    static let prefixBytes = 4096

    /// Returns the type whose signature `prefix` bears, or `nil` if it bears none.
    ///
    /// - PNG: the eight bytes of PNG §5.2.
    /// - JPEG: SOI and the first byte of the next marker (ITU-T T.81 §B.1.1.3).
    /// - WebP: `RIFF`, a size, `WEBP` (RFC 9649 §2.4).
    /// - PDF: `%PDF-` within the first 1024 bytes, as readers have always accepted it (PDF Reference 1.7,
    ///   appendix H, note 13). It is looked for last, since the comment of an image may hold it too.
    static func detect(in prefix: ArraySlice<UInt8>) -> CopieFileType? {
        let prefix = prefix.prefix(prefixBytes)
        if prefix.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
        if prefix.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        if prefix.starts(with: "RIFF".utf8), prefix.dropFirst(8).starts(with: "WEBP".utf8) { return .webp }
        return holdsPDFHeader(prefix) ? .pdf : nil
    }

    private static func holdsPDFHeader(_ prefix: ArraySlice<UInt8>) -> Bool {
        var rest = prefix.prefix(1024)
        while let percent = rest.firstIndex(of: UInt8(ascii: "%")) {
            if rest[percent...].starts(with: "%PDF-".utf8) { return true }
            rest = rest[(percent + 1)...]
        }
        return false
    }
}
