public import Events
public import Projections

/// What became of a command: its facts are durable and visible.
public struct Receipt: Sendable {
    /// The command's first record; the state's position when it added none.
    public let first: LogPosition
    /// The command's last record.
    public let last: LogPosition
    public let time: Timestamp
    /// The same request was carried out before; `first` is the first record of then, and nothing was added.
    public let isRepeat: Bool
    /// The state with the command's effects.
    public let state: ReadModels
}
