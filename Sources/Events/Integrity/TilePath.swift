/// A tile of hashes: the `<L>/<N>[.p/<W>]` of C2SP tlog-tiles paths, and the file's path under `tiles/`.
///
/// A tile of level L holds the roots of consecutive perfect subtrees of 256^L leaves; level 0 holds the leaves.
public struct TilePath: Hashable, Sendable {
    /// Levels that a tree can have.
    static let levels = 0...63
    /// How many levels of nodes a tile stands for.
    static let height = 8

    public let level: Int
    public let range: TileRange

    /// A tile of a level.
    public init(level: Int, range: TileRange) {
        self.level = level
        self.range = range
    }

    /// The path, for example `0/x001/x234/067.p/5`.
    public var text: String { "\(level)/\(range.text)" }
    /// The same tile with all its entries.
    public var whole: TilePath { TilePath(level: level, range: range.whole) }

    /// Reads a path; nil unless it is exactly as `text` would write it.
    public init?(_ text: some StringProtocol) {
        guard let slash = text.firstIndex(of: "/"), let level = Int(text[..<slash]), Self.levels.contains(level),
            let range = TileRange(text[text.index(after: slash)...])
        else { return nil }
        self.init(level: level, range: range)
        guard self.text.utf8.elementsEqual(text.utf8) else { return nil }
    }

    /// The last tile of a level in a tree of `size` leaves; nil when the level ends with a whole tile or has none.
    static func edge(ofLevel level: Int, size: UInt64) -> TilePath? {
        let entries = self.entries(ofLevel: level, size: size)
        let width = Int(entries % UInt64(TileRange.widthMax))
        guard width > 0 else { return nil }
        return TilePath(
            level: level, range: TileRange(index: entries / UInt64(TileRange.widthMax), width: width))
    }

    /// How many entries a level has, in all its tiles.
    static func entries(ofLevel level: Int, size: UInt64) -> UInt64 {
        level * height < UInt64.bitWidth ? size >> UInt64(level * height) : 0
    }
}
