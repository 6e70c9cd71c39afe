public import Events

/// A session that has not ended, and when it will.
public struct LiveSession: Sendable, Equatable {
    public let id: SessionID
    public let account: PersonID
    /// The record that opened it.
    public let openedAt: LogPosition
    public let created: Timestamp
    public internal(set) var renewed: Timestamp
    public internal(set) var expires: Timestamp
    /// However much it is used, it ends here.
    public let ends: Timestamp

    /// Whether it may be used at `now`.
    public func isLive(at now: Timestamp) -> Bool { now < expires && now < ends }

    func encode(to out: inout SnapshotWriter) {
        out.id(id)
        out.id(account)
        out.position(openedAt)
        for time in [created, renewed, expires, ends] { out.time(time) }
    }
}

extension LiveSession {
    init(from input: inout SnapshotReader) throws(SnapshotError) {
        id = try input.id()
        account = try input.id()
        openedAt = try input.position()
        created = try input.time()
        renewed = try input.time()
        expires = try input.time()
        ends = try input.time()
    }
}
