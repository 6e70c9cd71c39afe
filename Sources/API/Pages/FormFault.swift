/// What is wrong with a form that was sent, in the words of the API's own rules.
struct FormFault: Sendable {
    /// Nothing is wrong.
    static let none = FormFault()

    /// What is wrong with the form as a whole.
    private var whole: String?
    private var fields: [String: String] = [:]

    private init() {}

    init(_ problem: Problem) {
        guard !problem.issues.isEmpty else {
            whole = problem.message
            return
        }
        for issue in problem.issues {
            // `selectedOeuvres[1]` is said at the field `selectedOeuvres`.
            let field = String(issue.field.prefix { $0 != "[" })
            if fields[field] == nil { fields[field] = issue.message }
        }
    }

    /// What is wrong with a field.
    subscript(_ name: String) -> String? { fields[name] }

    /// What to say above the form; nil when nothing is wrong.
    ///
    /// - Parameters:
    ///   - shown: the fields that say themselves what is wrong with them.
    ///   - names: what the others are called.
    func message(shown: Set<String> = [], names: [String: String] = [:]) -> String? {
        guard !fields.isEmpty else { return whole }
        let rest = fields.filter { !shown.contains($0.key) }.sorted { $0.key < $1.key }
        let texts = rest.map { field, text in names[field].map { "\($0) : \(text)" } ?? text }
        let marked = rest.count < fields.count ? ["Le formulaire a des erreurs : voyez les champs signalés."] : []
        return (texts + marked).joined(separator: " ")
    }
}
