/// A tile with its content.
struct Tile: Equatable, Sendable {
    let path: TilePath
    let hashes: [MerkleHash]

    var bytes: [UInt8] { hashes.flatMap(\.bytes) }
}
