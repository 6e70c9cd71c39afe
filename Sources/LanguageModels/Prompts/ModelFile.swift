/// A page or a document that a model is to look at.
public struct ModelFile: Sendable, Equatable {
    /// The kinds of file that some model reads.
    public enum Kind: String, Sendable, CaseIterable {
        case png = "image/png"
        case jpeg = "image/jpeg"
        case webp = "image/webp"
        case pdf = "application/pdf"
    }

    public let kind: Kind
    public let bytes: [UInt8]

    public init(kind: Kind, bytes: [UInt8]) {
        self.kind = kind
        self.bytes = bytes
    }
}
