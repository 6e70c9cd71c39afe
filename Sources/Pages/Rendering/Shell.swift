/// What surrounds a page: title, navigation, who is logged in.
public struct Shell: Sendable {
    /// One entry of the navigation.
    public struct Entry: Sendable {
        let href: String
        let label: String
        let isCurrent: Bool

        public init(href: String, label: String, isCurrent: Bool) {
            self.href = href
            self.label = label
            self.isCurrent = isCurrent
        }
    }

    /// Who is logged in.
    public struct User: Sendable {
        let name: String
        let role: String
        /// Names the drafts that the browser keeps, so that one account never sees another's.
        let account: String
        /// The CSRF token of the session, for forms.
        let csrf: String

        public init(name: String, role: String, account: String, csrf: String) {
            self.name = name
            self.role = role
            self.account = account
            self.csrf = csrf
        }
    }

    /// The colours that were chosen.
    public enum Theme: String, Sendable, CaseIterable {
        case clair
        case sombre
    }

    let title: String
    let entries: [Entry]
    let user: User?
    /// Nil follows the system.
    let theme: String?
    let otherTheme: String
    let otherThemeLabel: String
    /// What just succeeded.
    let notice: String?
    /// The address of this page, to come back to.
    let path: String
    let hasNavigation: Bool

    /// Gathers the parts.
    public init(
        title: String, entries: [Entry], user: User?, theme: Theme?, notice: String?, path: String
    ) {
        self.title = title
        self.entries = entries
        self.user = user
        self.theme = theme?.rawValue
        let other: Theme = theme == .sombre ? .clair : .sombre
        otherTheme = other.rawValue
        otherThemeLabel = other == .sombre ? "Thème sombre" : "Thème clair"
        self.notice = notice
        self.path = path
        hasNavigation = !entries.isEmpty
    }
}
