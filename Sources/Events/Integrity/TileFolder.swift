/// The tiles of a tree in files: `<folder>/<L>/<N>` and `<folder>/<L>/<N>.p/<W>`.
///
/// The layout is that of C2SP tlog-tiles, so the folder can be served or copied as it is. A whole tile is written once and never
/// changes; a partial one is kept until the whole one is there, for those who still have its checkpoint.
public struct TileFolder: TileReader {
    public let path: String
    let files: any FileLayer

    /// The tiles in `path`, which need not exist yet.
    public init(path: String, files: any FileLayer) {
        self.path = path
        self.files = files
    }

    public func hashes(of tile: TilePath) throws(TileError) -> [MerkleHash] {
        if let hashes = try read(tile, as: tile) { return hashes }
        if !tile.range.isWhole {
            if let hashes = try read(tile.whole, as: tile) { return hashes }
            for width in widerPartials(of: tile) {
                let wider = TilePath(level: tile.level, range: TileRange(index: tile.range.index, width: width))
                if let hashes = try read(wider, as: tile) { return hashes }
            }
        }
        throw .missing(tile)
    }

    /// The first entries of a stored tile; nil when there is none.
    private func read(_ stored: TilePath, as wanted: TilePath) throws(TileError) -> [MerkleHash]? {
        let file = file(of: stored)
        let bytes: [UInt8]?
        do throws(FileError) { bytes = try files.exists(file) ? try files.readWhole(file) : nil } catch {
            throw .io(error)
        }
        guard let bytes else { return nil }
        guard let hashes = MerkleHash.all(in: bytes), hashes.count == stored.range.width else {
            throw .malformed(stored)
        }
        return Array(hashes.prefix(wanted.range.width))
    }

    /// The widths of the partial tiles in place that hold the wanted one, ascending.
    private func widerPartials(of tile: TilePath) -> [Int] {
        let names = (try? files.names(in: partials(of: tile))) ?? []
        return names.compactMap { Int($0) }.filter { $0 > tile.range.width && $0 < TileRange.widthMax }.sorted()
    }

    func file(of tile: TilePath) -> String { path + "/" + tile.text }
    /// The folder of a tile's partial ones.
    func partials(of tile: TilePath) -> String { "\(path)/\(tile.level)/\(tile.range.indexText).p" }
}
