/// Tells one content of an object from another: an S3 entity tag, or what stands for it.
public struct ObjectVersion: Hashable, Sendable {
    public let text: String

    /// Wraps a store's own text.
    public init(_ text: String) { self.text = text }
}
