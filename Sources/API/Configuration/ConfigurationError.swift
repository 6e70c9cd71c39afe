/// Everything that is wrong with the configuration, found in one reading: the start stops with exit code 78.
///
/// No value is ever part of it: a secret may have been put into the wrong variable.
public struct ConfigurationError: Error, Equatable, Sendable, CustomStringConvertible {
    /// `EX_CONFIG` of sysexits.
    public static let exitCode: Int32 = 78

    /// What is wrong with one variable.
    public struct Issue: Equatable, Encodable, Sendable, CustomStringConvertible {
        /// The variable, by the name that was set.
        public let variable: String
        /// What it has to be, or what to do, in French.
        public let rule: String

        public var description: String { "\(variable) : \(rule)." }
    }

    /// At least one.
    public let issues: [Issue]

    /// One line for each issue.
    public var description: String { issues.map(\.description).joined(separator: "\n") }
}
