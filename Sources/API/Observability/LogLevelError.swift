import Logging

/// `LOG_LEVEL` has a value that is no level.
public struct LogLevelError: Error, Equatable, CustomStringConvertible {
    /// The value, as it was given.
    public let value: String

    public var description: String {
        let levels = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
        return "LOG_LEVEL must be one of \(levels); it is \(String(value.prefix(40)).debugDescription)"
    }
}
