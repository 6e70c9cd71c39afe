/// A browser reported something that its user did. It is what the client says, never a domain fact.
public struct TelemetryRecorded: Payload {
    public var kind: TelemetryKind
    public var feature: Personal<String>
    public var path: Personal<String>?
    public var payload: Personal<[String: TelemetryValue]>?
    /// When it happened, where the record was imported: the record's own time is the import's then.
    public var occurredAt: Timestamp?

    /// Gathers the members.
    public init(
        kind: TelemetryKind, feature: Personal<String>, path: Personal<String>?,
        payload: Personal<[String: TelemetryValue]>?, occurredAt: Timestamp? = nil
    ) {
        self.kind = kind
        self.feature = feature
        self.path = path
        self.payload = payload
        self.occurredAt = occurredAt
    }

    public init(from fields: JSONFields) throws(PayloadError) {
        kind = try fields.choice("kind")
        feature = try fields.personal("feature")
        path = try fields.optionalPersonal("path")
        payload = try fields.optionalPersonal("payload")
        occurredAt = try fields.optionalTimestamp("occurredAt")
    }

    public func write(to out: inout PayloadWriter) {
        out.json.field("kind", kind.rawValue)
        out.personal("feature", feature)
        out.personal("path", path)
        out.personal("payload", payload)
        out.json.field("occurredAt", occurredAt)
    }
}
