/// What is wrong with a form that was sent, in the words of the API's own rules.
struct FormFault: Sendable {
    /// Nothing is wrong.
    static let none = FormFault()

    /// What to say above the form.
    var message: String?
    private var fields: [String: String] = [:]

    private init() {}

    init(_ problem: Problem) {
        message =
            problem.issues.isEmpty ? problem.message : "Le formulaire a des erreurs : voyez les champs signalés."
        for issue in problem.issues where fields[issue.field] == nil { fields[issue.field] = issue.message }
    }

    init(message: String) { self.message = message }

    /// What is wrong with a field.
    subscript(_ name: String) -> String? { fields[name] }
}
