/// Somebody looked into the log over HTTP: every look is itself a record.
public struct AuditConsulted: Payload {
    public var view: AuditView
    /// What was asked for, as a query string: `type=copie&until=…`.
    public var query: String
    /// Whether personal values were shown.
    public var unsealed: Bool

    /// Gathers the members.
    public init(view: AuditView, query: String, unsealed: Bool) {
        self.view = view
        self.query = query
        self.unsealed = unsealed
    }

    public init(from fields: JSONFields) throws(PayloadError) {
        view = try fields.choice("view")
        query = try fields.string("query")
        unsealed = try fields.boolean("unsealed")
    }

    public func write(to out: inout PayloadWriter) {
        out.json.field("view", view.rawValue)
        out.json.field("query", query)
        out.json.field("unsealed", unsealed)
    }
}
