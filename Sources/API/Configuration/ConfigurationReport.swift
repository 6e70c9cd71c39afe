import Foundation

/// The effective configuration for people and scripts, with secrets masked.
public struct ConfigurationReport: Equatable, Encodable, Sendable {
    /// Where a value comes from, as it is shown.
    public enum Source: String, Encodable, Sendable {
        case fallback = "défaut"
        case environment = "environnement"
        case file = "fichier"
        case option = "option"
    }

    /// One variable.
    public struct Row: Equatable, Sendable {
        public let name: String
        /// Nil when nothing was given and there is no default, or when a file cannot be read.
        public let value: String?
        public let source: Source
        public let meaning: String
        public let isSecret: Bool
    }

    /// In the order of `Variables.all`.
    public let rows: [Row]
    /// What stops the start.
    public let issues: [ConfigurationError.Issue]
    /// What does not.
    public let notices: [ConfigurationError.Issue]

    private enum CodingKeys: String, CodingKey { case rows = "variables", issues, notices }

    init(_ settings: Settings, _ configuration: ServerConfiguration) {
        issues = settings.issues
        notices = settings.notices
        rows = Variables.all.map { variable in
            let given = settings.given[variable.name]
            let value =
                if let given {
                    given.text.map { variable.isSecret ? Secret($0).description : Self.withoutUserInfo($0) }
                } else {
                    Self.effective(variable, configuration)
                }
            return Row(
                name: variable.name, value: value, source: given?.source ?? .fallback, meaning: variable.meaning,
                isSecret: variable.isSecret)
        }
    }

    /// The value of a variable that was not given.
    private static func effective(_ variable: Variable, _ configuration: ServerConfiguration) -> String? {
        switch (variable.fallback, variable.name) {
        case (.value(let text), _): text
        case (_, Variables.publicOrigin.name): configuration.origin(boundPort: configuration.port).description
        case (_, Variables.cookieSecure.name): configuration.cookieSecure ? "true" : "false"
        default: nil
        }
    }

    /// The text with the name and the password of an address masked: they are secrets wherever they stand.
    private static func withoutUserInfo(_ text: String) -> String {
        guard let scheme = text.range(of: "://"), let at = text.lastIndex(of: "@"), at >= scheme.upperBound else {
            return text
        }
        return text[..<scheme.upperBound] + "••••" + text[at...]
    }
}
