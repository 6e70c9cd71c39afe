/// A tile with its content.
public struct Tile: Equatable, Sendable {
    public let path: TilePath
    public let hashes: [MerkleHash]

    /// As the tile is stored.
    public var bytes: [UInt8] { hashes.flatMap(\.bytes) }
}
