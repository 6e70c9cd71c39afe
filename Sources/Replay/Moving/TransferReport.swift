/// What was copied.
public struct TransferReport: Codable, Equatable, Sendable {
    /// Records that were copied now, and their bytes with line feeds.
    public var records = 0
    public var bytes = 0
    /// Records that the destination had already, compared byte by byte.
    public var compared = 0
    /// The last position.
    public var head: UInt64 = 0
}
