/// How much a term counts in the title, in the tags and in the text (BM25 with column weights).
public struct FieldWeights: Sendable, Equatable {
    public var title: Double
    public var tags: Double
    public var body: Double

    /// Chosen by `Benchmarks/search`: see `docs/search.md`.
    public static let standard = FieldWeights(title: 3, tags: 3, body: 1)

    public init(title: Double, tags: Double, body: Double) {
        self.title = title
        self.tags = tags
        self.body = body
    }
}
