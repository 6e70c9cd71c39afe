/// One row of the table of configuration variables.
public struct Variable: Sendable {
    /// What holds when a variable is not set.
    public enum Fallback: Equatable, Sendable {
        /// This value, read like one that was given.
        case value(String)
        /// What the text says, in French.
        case described(String)
    }

    public let name: String
    public let fallback: Fallback
    /// What it is for, in French.
    public let meaning: String
    /// The value is never shown, and may be given as a file's path in `NAME_FILE`.
    public let isSecret: Bool

    init(
        _ name: String, _ fallback: Fallback, _ meaning: String, isSecret: Bool = false
    ) {
        self.name = name
        self.fallback = fallback
        self.meaning = meaning
        self.isSecret = isSecret
    }

    /// The default as the table shows it.
    public var defaultText: String {
        switch fallback {
        case .value(let text), .described(let text): text
        }
    }

    /// The variable that holds the path of a file with the value.
    public var fileName: String? { isSecret ? name + "_FILE" : nil }
}
