/// What somebody said with NOTIFY.
public struct PostgresNotification: Equatable, Sendable {
    public let channel: String
    public let payload: String
    /// The process of the server that sent it.
    public let sender: Int32
}
