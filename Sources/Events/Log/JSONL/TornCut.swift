/// What opening a log cut off: the bytes of a commit that a crash left unfinished and that nobody was told of.
public struct TornCut: Equatable, Sendable {
    /// The last record that stays.
    public let after: LogPosition
    public let bytes: Int
    /// The file that the bytes were copied to.
    public let aside: String

    init(after: LogPosition, bytes: Int, aside: String) {
        self.after = after
        self.bytes = bytes
        self.aside = aside
    }
}
