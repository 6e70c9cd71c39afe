import Events

/// The names in a log's `segments/`, sorted out.
struct SegmentListing: Equatable, Sendable {
    static let suffix = ".jsonl"
    private static let temporarySuffix = ".tmp"

    /// The first positions of the segments, ascending.
    let segments: [LogPosition]
    /// What a crash may leave of a segment that was being made; the next start takes it away or writes over it.
    let leftovers: [String]
    /// What nobody but a stranger puts there.
    let foreign: [String]

    init(names: [String]) {
        segments = names.compactMap { Self.position($0) }.sorted()
        let others = names.filter { Self.position($0) == nil }.sorted()
        leftovers = others.filter { Self.isTemporary($0) }
        foreign = others.filter { !Self.isTemporary($0) }
    }

    static func name(of first: LogPosition) -> String { first.padded + suffix }

    private static func isTemporary(_ name: String) -> Bool {
        name.hasSuffix(temporarySuffix) && position(String(name.dropLast(temporarySuffix.count))) != nil
    }

    private static func position(_ name: String) -> LogPosition? {
        let digits = name.dropLast(suffix.count)
        guard name.hasSuffix(suffix), digits.utf8.count == LogPosition.digits,
            digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let value = UInt64(digits), value > 0
        else { return nil }
        return LogPosition(value)
    }
}
