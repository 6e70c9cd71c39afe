/// A view of SQL: a question that auditors ask often.
struct SQLQuery: Sendable {
    let name: String
    /// In French, one line.
    let comment: String
    /// Name and meaning of each column, in order.
    let columns: [(name: String, comment: String)]
    /// The `SELECT`, whose columns are the ones above.
    let selection: String

    var definition: String {
        "CREATE VIEW \(name) (\(columns.map(\.name).joined(separator: ", "))) AS  -- \(comment)\n\(selection)"
    }
}
