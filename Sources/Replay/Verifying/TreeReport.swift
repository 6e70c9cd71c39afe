/// The tree over the lines that were read, held against the published checkpoint.
public struct TreeReport: Encodable, Equatable, Sendable {
    /// How many records the checkpoint covers.
    public let size: UInt64
    /// The checkpoint's, base 64.
    public let root: String
    /// The lines have this root; false too when they were not all there.
    public internal(set) var matches = false
    /// Tiles that were compared with what the lines give.
    public internal(set) var tiles = 0
}
