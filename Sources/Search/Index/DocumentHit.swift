/// A document that answers a question, by its best passage.
public struct DocumentHit: Sendable, Equatable {
    /// Its place in `SearchIndex.documents`.
    public let document: Int
    /// The number of the passage, from 1.
    public let passage: Int
    /// The higher the better; comparable within one list only.
    public let score: Double
}
