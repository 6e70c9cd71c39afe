/// A kind of file a pupil may upload as a copie.
enum CopieFileKind: String, Sendable, Hashable, CaseIterable {
    case pdf = "application/pdf"
    case jpeg = "image/jpeg"
    case png = "image/png"
    case webp = "image/webp"

    /// Bytes that `init(startOf:)` needs to recognise every kind.
    static let signatureBytes = 1024

    /// Recognises a kind by its signature, never by what the browser or the file name says.
    ///
    /// A PDF may carry some bytes before its header, as readers tolerate.
    init?(startOf bytes: [UInt8]) {
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if bytes.starts(with: Array("RIFF".utf8)),
            bytes.dropFirst(8).starts(with: Array("WEBP".utf8))
        {
            self = .webp
        } else if bytes.prefix(Self.signatureBytes).firstRange(of: Array("%PDF-".utf8)) != nil {
            self = .pdf
        } else {
            return nil
        }
    }
}
