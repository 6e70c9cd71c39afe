/// A restore cut the log below a checkpoint that had been published: the first own record of a new timeline.
public struct LogRestored: Payload {
    /// The new timeline.
    public var timeline: Int
    /// The last record that was kept.
    public var position: LogPosition
    /// The manifest of the backup that the log was restored from: its SHA-256, 64 hexadecimal digits.
    public var from: String
    /// The origin of the checkpoint that was given up.
    public var abandonedOrigin: String
    /// How many records that checkpoint covers.
    public var abandonedSize: Int
    /// The root of its tree, base64 as in the checkpoint.
    public var abandonedRoot: String
    /// Why, in the operator's words.
    public var reason: String

    /// Gathers the members.
    public init(
        timeline: Int, position: LogPosition, from: String, abandonedOrigin: String, abandonedSize: Int,
        abandonedRoot: String, reason: String
    ) {
        self.timeline = timeline
        self.position = position
        self.from = from
        self.abandonedOrigin = abandonedOrigin
        self.abandonedSize = abandonedSize
        self.abandonedRoot = abandonedRoot
        self.reason = reason
    }

    public init(from fields: JSONFields) throws(PayloadError) {
        timeline = try fields.integer("timeline")
        position = LogPosition(UInt64(max(0, try fields.integer("position"))))
        from = try fields.string("from")
        abandonedOrigin = try fields.string("abandonedOrigin")
        abandonedSize = try fields.integer("abandonedSize")
        abandonedRoot = try fields.string("abandonedRoot")
        reason = try fields.string("reason")
    }

    public func write(to out: inout PayloadWriter) {
        out.json.field("timeline", timeline)
        out.json.field("position", Int(clamping: position.rawValue))
        out.json.field("from", from)
        out.json.field("abandonedOrigin", abandonedOrigin)
        out.json.field("abandonedSize", abandonedSize)
        out.json.field("abandonedRoot", abandonedRoot)
        out.json.field("reason", reason)
    }
}
