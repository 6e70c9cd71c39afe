public import Events

/// Why the server cannot start.
public enum StartError: Error, Sendable {
    case log(EventLogError)
    case vault(VaultError)
    /// Record 1 says that the log is in a format this release does not know, or carries another name.
    case foreignLog(String)
    case notInstalled(String)
    case other(String)

    /// What went wrong and what to do, in French.
    public var remedy: String {
        switch self {
        case .log(let error): error.remedy
        case .vault(let error): error.remedy
        case .foreignLog(let text), .notInstalled(let text), .other(let text): text
        }
    }
}
