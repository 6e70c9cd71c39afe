public import Events

/// Until where a backup is restored.
public enum RestoreTarget: Equatable, Sendable {
    /// What the newest checkpoint in the backup covers.
    case checkpoint
    case replay(ReplayTarget)

    /// Reads `checkpoint`, or what `ReplayTarget` reads.
    ///
    /// - Throws: `ReplayTargetError`.
    public init(_ text: String) throws(ReplayTargetError) {
        self = text == "checkpoint" ? .checkpoint : .replay(try ReplayTarget(text))
    }

    /// What it means for lines of a backup with this manifest. Past the end means the end.
    func limit(in manifest: BackupManifest, now: Timestamp) throws(ReplayFailure) -> LineLimit {
        let limit: LineLimit
        switch self {
        case .replay(.latest): limit = .none
        case .replay(.position(let position)): limit = .position(position)
        case .replay(.time(let time)): limit = .time(time)
        case .replay(.ago(let seconds)): limit = .time(now.adding(seconds: -seconds))
        case .checkpoint:
            guard let checkpoint = manifest.checkpoint else {
                throw ReplayFailure(.noInput, "La sauvegarde ne contient pas de point de contrôle.")
            }
            limit = .position(LogPosition(checkpoint.size))
        }
        let head = LogHead(position: manifest.head.position, time: manifest.head.time)
        return limit.allows(head) ? .none : limit
    }
}
