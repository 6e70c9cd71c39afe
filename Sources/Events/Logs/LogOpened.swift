/// The first record of a log.
public struct LogOpened: Payload {
    /// The version of the record format, see `RecordFormat`.
    public var format: Int
    public var name: String
    /// From 1; a restore below a published checkpoint opens the next.
    public var timeline: Int
    /// The first part of the origin of checkpoints; absent in logs that an early release opened, see `LogOrigin`.
    public var host: String?

    /// Gathers the members.
    public init(format: Int, name: String, timeline: Int, host: String?) {
        self.format = format
        self.name = name
        self.timeline = timeline
        self.host = host
    }

    public init(from fields: JSONFields) throws(PayloadError) {
        format = try fields.integer("format")
        name = try fields.string("name")
        timeline = try fields.integer("timeline")
        host = try fields.optionalString("host")
    }

    public func write(to out: inout PayloadWriter) {
        out.json.field("format", format)
        out.json.field("name", name)
        out.json.field("timeline", timeline)
        out.json.field("host", host)
    }
}
