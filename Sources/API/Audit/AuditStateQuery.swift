import Events
import Hummingbird

/// The parameters of `GET audit/state`, checked.
struct AuditStateQuery {
    /// What can be looked at as it was.
    enum View: String, CaseIterable, Encodable, Sendable {
        case classroom = "class"
        case account
        case copie
    }

    let view: View
    /// A UUID.
    let id: String
    let until: ReplayTarget
    let unseals: Bool
    private let untilText: String?

    /// - Throws: a `Problem` 400 that names every broken rule.
    init(_ request: Request) throws(Problem) {
        try self.init(QueryReader(request))
    }

    /// - Throws: a `Problem` 400 that names every broken rule.
    init(_ query: consuming QueryReader) throws(Problem) {
        let view: View? = query.choice("view")
        if view == nil { query.require("view") }
        let id = query.value("id", rule: "uuid", "Un UUID est attendu.") { PersonID($0)?.description }
        if id == nil { query.require("id") }
        untilText = query.text("until")
        until = query.target("until", untilText) ?? .latest
        unseals = query.boolean("unseal") ?? false
        self.view = view ?? .account
        self.id = id ?? ""
        try query.finish()
    }

    /// What was asked for, as the log keeps it.
    var text: String {
        var query = QueryText()
        query.add("view", view.rawValue)
        query.add("id", id)
        query.add("until", untilText)
        if unseals { query.add("unseal", "true") }
        return query.text
    }
}
