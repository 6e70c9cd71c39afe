import Events

/// Builds the tree over the lines as they are read, and holds it against the published checkpoint and the stored tiles.
struct TreeCheck {
    let checkpoint: Checkpoint
    private let tiles: any TileReader
    private var frontier = MerkleFrontier()
    /// Entries of each level's last tile.
    private var edges: [[MerkleHash]] = [[]]
    /// How many whole tiles each level has before that one.
    private var wholeTiles: [UInt64] = [0]
    private(set) var report: TreeReport
    private(set) var problems: [LogProblem] = []

    init(_ checkpoint: Checkpoint, tiles: any TileReader) {
        self.checkpoint = checkpoint
        self.tiles = tiles
        report = TreeReport(size: checkpoint.size, root: checkpoint.root.base64)
    }

    /// Takes in the next record; after a hole, or beyond the checkpoint, nothing more.
    mutating func add(_ leaf: MerkleHash, at position: LogPosition) {
        guard frontier.size < checkpoint.size, position.rawValue == frontier.size + 1 else { return }
        frontier.append(leaf)
        add(leaf, level: 0)
        if frontier.size == checkpoint.size { finish() }
    }

    /// Says what is wrong when the lines end before the checkpoint does.
    mutating func end() {
        guard frontier.size < checkpoint.size else { return }
        problems.append(
            LogProblem(
                kind: .root, position: LogPosition(frontier.size).next, file: "checkpoint", offset: nil,
                detail: "le point de contrôle publié couvre \(checkpoint.size) enregistrements, "
                    + "l'arbre ne se reconstruit que jusqu'à \(frontier.size)"))
    }

    private mutating func add(_ hash: MerkleHash, level: Int) {
        if edges.count == level {
            edges.append([])
            wholeTiles.append(0)
        }
        edges[level].append(hash)
        guard edges[level].count == TileRange.widthMax else { return }
        compare(level, edges[level])
        let root = MerkleTree.root(ofLeaves: edges[level])
        edges[level].removeAll(keepingCapacity: true)
        wholeTiles[level] += 1
        add(root, level: level + 1)
    }

    private mutating func finish() {
        for (level, entries) in edges.enumerated() where !entries.isEmpty { compare(level, entries) }
        report.matches = frontier.root == checkpoint.root
        guard !report.matches else { return }
        problems.append(
            LogProblem(
                kind: .root, position: nil, file: "checkpoint", offset: nil,
                detail: "les \(checkpoint.size) premiers enregistrements ont la racine \(frontier.root.base64), "
                    + "le point de contrôle publié dit \(checkpoint.root.base64) : l'histoire a été réécrite"))
    }

    private mutating func compare(_ level: Int, _ entries: [MerkleHash]) {
        let tile = TilePath(level: level, range: TileRange(index: wholeTiles[level], width: entries.count))
        report.tiles += 1
        do throws(TileError) {
            guard try tiles.hashes(of: tile) != entries else { return }
            add(tile, "ne correspond pas aux enregistrements")
        } catch {
            add(tile, error.remedy)
        }
    }

    private mutating func add(_ tile: TilePath, _ detail: String) {
        problems.append(
            LogProblem(kind: .tile, position: nil, file: "tiles/" + tile.text, offset: nil, detail: detail))
    }
}
