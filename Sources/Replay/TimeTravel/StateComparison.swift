public import Projections

/// Two states of the same log held against each other.
public struct StateComparison: Encodable, Equatable, Sendable {
    /// One read model.
    public struct View: Encodable, Equatable, Sendable {
        public let name: String
        public let isEqual: Bool
    }

    /// What the fold from zero was held against, for people.
    public let reference: String
    public let isEqual: Bool
    public let views: [View]

    /// Compares by digests: what a saved summary has.
    public init(_ folded: ReadModelsSummary, with other: ReadModelsSummary, reference: String) {
        self.reference = reference
        views = folded.views.map { view in View(name: view.name, isEqual: other.views.contains(view)) }
        isEqual = folded == other
    }

    /// Compares by digests and, beyond them, value by value.
    ///
    /// - Throws: as `ReadModels.summary()`.
    public init(_ folded: ReadModels, with other: ReadModels, reference: String) throws {
        let byDigest = StateComparison(try folded.summary(), with: try other.summary(), reference: reference)
        self.reference = reference
        views = byDigest.views
        isEqual = byDigest.isEqual && folded == other
    }
}
