public import Events

/// Where in the log a school's own text is.
public struct StoredDocument: Sendable, Equatable {
    public let id: DocumentID
    /// SHA-256 over title and text, hexadecimal.
    public let digest: String
    /// Of the text in UTF-8.
    public let bytes: Int
    /// Of the record with title and first piece; the other pieces follow without a gap.
    public let position: LogPosition
    /// Pieces, and so records.
    public let parts: Int
    public let added: Timestamp
    /// How many texts of this name there have been, this one included.
    public let version: Int
}
