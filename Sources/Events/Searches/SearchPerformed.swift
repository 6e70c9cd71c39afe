/// A person searched the reference corpus.
public struct SearchPerformed: Payload {
    public var query: Personal<String>
    /// How many documents were found, at most as many as were asked for.
    public var results: Int
    public var mode: SearchMode

    /// Gathers the members.
    public init(query: Personal<String>, results: Int, mode: SearchMode) {
        self.query = query
        self.results = results
        self.mode = mode
    }

    public init(from fields: JSONFields) throws(PayloadError) {
        query = try fields.personal("query")
        results = try fields.integer("results")
        mode = try fields.choice("mode")
    }

    public func write(to out: inout PayloadWriter) {
        out.personal("query", query)
        out.json.field("results", results)
        out.json.field("mode", mode.rawValue)
    }
}
