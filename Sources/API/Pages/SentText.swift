/// What somebody typed into a form, as a text to copy: the form itself cannot be taken, since its session had ended.
struct SentText: Sendable {
    /// The field of the login form that carries it on while logging in fails.
    static let field = "texte"
    /// More than all fields of any form of ours may hold together.
    private static let charactersMax = 4_000
    /// What nobody typed.
    private static let hidden: Set<String> = [PageForm.tokenField, PageForm.keyField, ReturnPath.field]

    let text: String

    /// Nil when there is nothing to copy, or when the form has a password: it is not shown, nor is what it was to confirm.
    init?(_ form: FormFields) {
        let typed = form.pairs(without: Self.hidden).filter { !$0.name.contains(OnboardingPages.levelField) }
        guard !typed.contains(where: { $0.name.lowercased().contains("password") }) else { return nil }
        let words = typed.map(\.value).filter { !$0.isEmpty }.joined(separator: "\n")
        guard !words.isEmpty else { return nil }
        text = String(words.prefix(Self.charactersMax))
    }

    /// The text that a login form came back with; nil without one.
    static func shown(again login: FormFields) -> String? { login[field].map { String($0.prefix(charactersMax)) } }
}
