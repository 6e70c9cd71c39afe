public import Projections

/// What a restore did.
public struct RestoreReport: Encodable, Equatable, Sendable {
    public let plan: RestorePlan
    /// In the restored log, the one that opens a new timeline too.
    public let records: Int
    /// Log and blobs.
    public let bytes: Int
    public let blobs: Int
    /// Blobs of persons who were erased: not restored.
    public let skippedBlobs: Int
    /// Blobs that were not there to be shipped.
    public let missingBlobs: [String]
    /// The state that the records give, when they were folded.
    public let state: ReadModelsSummary?
    /// Files that somebody must put back before a server can start.
    public let missingKeys: [String]
}
