/// When chunks of an open segment are merged, so that few objects hold a segment and each byte is shipped only a few times.
///
/// Chunks are of sizes: up to 1 KiB, up to 8 KiB, and so on, eight times more each. Once there would be eight in a row that are
/// no larger than the newest one's size, they become one. So a segment of 64 MiB has at most about fifty chunks, and a byte that
/// comes in the smallest of them is shipped about seven times.
enum ChunkPolicy {
    /// A closed segment with so few chunks is left as it is; with more it is shipped once again, whole.
    static let piecesKept = 4
    private static let smallestBytes = 1 << 10
    private static let fanOut = 8

    /// How many of the last chunks the new one takes in.
    ///
    /// - Parameters:
    ///   - chunks: the bytes of the segment's chunks so far, in order.
    ///   - bytes: those of the new one.
    static func absorbed(_ chunks: [Int], by bytes: Int) -> Int {
        var taken = 0
        var size = bytes
        while true {
            let rank = rank(of: size)
            let run = chunks.dropLast(taken).reversed().prefix { Self.rank(of: $0) <= rank }
            guard run.count >= fanOut - 1 else { return taken }
            taken += run.count
            size += run.reduce(0, +)
        }
    }

    private static func rank(of bytes: Int) -> Int {
        var rank = 0
        var limit = smallestBytes
        while bytes > limit {
            rank += 1
            limit *= fanOut
        }
        return rank
    }
}
