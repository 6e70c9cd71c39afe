/// Which tile of a level, and how many of its entries: the `<N>[.p/<W>]` of C2SP tlog-tiles paths.
///
/// `x001/x234/067` is tile 1,234,067, whole; `x001/x234/067.p/5` its first five entries. Entry bundles have the same form.
public struct TileRange: Hashable, Sendable {
    /// How many entries a whole tile has.
    public static let widthMax = 256

    /// From 0.
    public let index: UInt64
    /// 1 to 256.
    public let width: Int

    /// The first `width` entries of a tile.
    public init(index: UInt64, width: Int) {
        precondition((1...Self.widthMax).contains(width), "a tile has no width of \(width)")
        self.index = index
        self.width = width
    }

    public var isWhole: Bool { width == Self.widthMax }
    /// The whole tile.
    public var whole: TileRange { TileRange(index: index, width: Self.widthMax) }

    /// The path, without a slash at either end.
    public var text: String { isWhole ? indexText : "\(indexText).p/\(width)" }

    /// The index in groups of three digits, `x` before all but the last.
    public var indexText: String {
        var groups: [String] = []
        var rest = index
        repeat {
            let digits = String(rest % 1_000)
            let mark = groups.isEmpty ? "" : "x"
            groups.append(mark + String(repeating: "0", count: 3 - digits.count) + digits)
            rest /= 1_000
        } while rest > 0
        return groups.reversed().joined(separator: "/")
    }

    /// Reads a path; nil unless it is exactly as `text` would write it.
    public init?(_ text: some StringProtocol) {
        var groups = String(text).split(separator: "/", omittingEmptySubsequences: false).map { String($0) }
        var width = Self.widthMax
        if groups.count > 1, groups[groups.count - 2].hasSuffix(".p") {
            guard let value = Int(groups.removeLast()), (1..<Self.widthMax).contains(value) else { return nil }
            width = value
            groups[groups.count - 1].removeLast(2)
        }
        var index: UInt64 = 0
        for (place, group) in groups.enumerated() {
            let digits = place < groups.count - 1 && group.hasPrefix("x") ? group.dropFirst() : group[...]
            let (thousands, isTooLarge) = index.multipliedReportingOverflow(by: 1_000)
            guard digits.utf8.count == 3, let value = UInt64(digits), !isTooLarge else { return nil }
            let sum = thousands.addingReportingOverflow(value)
            guard !sum.overflow else { return nil }
            index = sum.partialValue
        }
        self.init(index: index, width: width)
        // Signs, missing marks, leading groups of zeros: whatever has another spelling is not a path.
        guard self.text.utf8.elementsEqual(text.utf8) else { return nil }
    }
}
