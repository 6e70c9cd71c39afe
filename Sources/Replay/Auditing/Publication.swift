public import Events

/// A log as an auditor sees it: what it has published, and nothing else.
public protocol Publication: Sendable {
    /// How people call the place.
    var name: String { get }

    /// The newest signed checkpoint, unverified; nil when none was ever published.
    ///
    /// - Throws: `ReplayFailure`.
    func checkpoint() async throws -> SignedNote?

    /// The entries of a tile, unverified.
    ///
    /// - Throws: `ReplayFailure`.
    func hashes(of tile: TilePath) async throws -> [MerkleHash]
}

extension Publication {
    /// The proof that the tree of `size` leaves continues the one of its first `oldSize`, made from the log's own tiles.
    ///
    /// - Throws: `ReplayFailure`, `TileError`.
    func consistency(from oldSize: UInt64, to size: UInt64) async throws -> ConsistencyProof {
        var known = KnownTiles()
        // Proving says which tile it misses: a handful, since a tree has few levels.
        while true {
            var prover = TreeProver(size: size, tiles: known)
            let failure: TileError
            do throws(TileError) {
                return try prover.consistency(from: oldSize)
            } catch {
                failure = error
            }
            guard case .missing(let tile) = failure, known.tiles[tile] == nil else { throw ReplayFailure(failure) }
            known.tiles[tile] = try await hashes(of: tile)
        }
    }
}

/// Tiles that were fetched.
private struct KnownTiles: TileReader {
    var tiles: [TilePath: [MerkleHash]] = [:]

    func hashes(of tile: TilePath) throws(TileError) -> [MerkleHash] {
        guard let hashes = tiles[tile] else { throw .missing(tile) }
        return hashes
    }
}
