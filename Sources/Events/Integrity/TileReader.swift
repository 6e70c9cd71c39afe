/// Where the tiles of a tree are read.
public protocol TileReader: Sendable {
    /// The entries of a tile, as many as its width says; taken from a wider one when that is what there is.
    ///
    /// - Throws: `TileError`.
    func hashes(of tile: TilePath) throws(TileError) -> [MerkleHash]
}
