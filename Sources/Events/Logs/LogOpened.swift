/// The first record of a log.
public struct LogOpened: Payload {
    /// The version of the record format, see `RecordFormat`.
    public var format: Int
    public var name: String
    /// From 1; a restore below a published checkpoint opens the next.
    public var timeline: Int

    /// Gathers the members.
    public init(format: Int, name: String, timeline: Int) {
        self.format = format
        self.name = name
        self.timeline = timeline
    }

    public init(from fields: JSONFields) throws(PayloadError) {
        format = try fields.integer("format")
        name = try fields.string("name")
        timeline = try fields.integer("timeline")
    }

    public func write(to out: inout PayloadWriter) {
        out.json.field("format", format)
        out.json.field("name", name)
        out.json.field("timeline", timeline)
    }
}
