import Events

/// How far lines count.
enum LineLimit: Equatable, Sendable {
    case none
    /// Commits that end at or before a position.
    case position(LogPosition)
    /// Commits whose last record is not later.
    case time(Timestamp)

    /// Whether a commit that ends at `head` counts.
    func allows(_ head: LogHead) -> Bool {
        switch self {
        case .none: true
        case .position(let position): head.position <= position
        case .time(let time): head.time <= time
        }
    }
}
