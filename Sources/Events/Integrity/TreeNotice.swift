/// What was found, and put right, when a tree was taken up again.
public enum TreeNotice: Equatable, Sendable {
    /// The tiles were missing or damaged; the log gave them again, and the signed root with them.
    case tilesRebuilt(upTo: UInt64, TileError?)
    /// One of the two copies of the last checkpoint cannot be believed; the other one stands.
    case copyReplaced(path: String, NoteError)
    /// A checkpoint of an earlier timeline was found, which a restore gave up.
    case earlierTimeline(Checkpoint)

    /// A short English description, for the server's log.
    public var description: String {
        switch self {
        case .tilesRebuilt(let size, let error):
            "tiles up to \(size) rebuilt: \(error.map { "\($0)" } ?? "wrong root")"
        case .copyReplaced(let path, let error): "checkpoint replaced: \(path): \(error)"
        case .earlierTimeline(let checkpoint): "checkpoint of an earlier timeline left behind: \(checkpoint.origin)"
        }
    }
}
