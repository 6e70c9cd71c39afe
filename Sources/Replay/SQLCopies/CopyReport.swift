public import Events

/// What a copy holds, and how long it took.
public struct CopyReport: Encodable, Equatable, Sendable {
    public let path: String
    /// The last record that the copy has taken in.
    public let position: LogPosition
    /// Of that record; absent for an empty log.
    public let time: String?
    /// Of the state, as `eaf replay --json` prints it.
    public let digest: String
    /// By table.
    public let rows: [String: Int]
    public let bytes: Int
    public let seconds: Double
}
