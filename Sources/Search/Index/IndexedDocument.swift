/// What is known of a document without its text.
public struct IndexedDocument: Sendable, Equatable {
    public let id: String
    public let title: String
    public let type: String
    public let level: String
    public let source: String
    public let reference: String?
    public let url: String?
    public let tags: [String]
    /// The text's beginning.
    public let excerpt: String
}
