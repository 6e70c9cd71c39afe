/// Who did it: the `actor` attribute of a record.
public enum Actor: Hashable, Sendable {
    case user(PersonID)
    /// A part of the system, for example `correction-worker`.
    case system(String)
    /// A person at the command line, by the name of the operating system's account.
    case `operator`(String)
    case anonymous

    /// The text of the attribute.
    public var description: String {
        switch self {
        case .user(let id): "user/\(id)"
        case .system(let part): "system/\(part)"
        case .operator(let name): "operator/\(name)"
        case .anonymous: "anonymous"
        }
    }

    /// Reads the text of the attribute; nil when it has none of the four forms.
    public init?(_ text: String) {
        if text == "anonymous" {
            self = .anonymous
        } else if let id = text.suffix(after: "user/").flatMap({ PersonID($0) }) {
            self = .user(id)
        } else if let part = text.suffix(after: "system/") {
            self = .system(String(part))
        } else if let name = text.suffix(after: "operator/") {
            self = .operator(String(name))
        } else {
            return nil
        }
    }

    /// The account that acted, if one did.
    public var user: PersonID? {
        if case .user(let id) = self { id } else { nil }
    }
}

extension String {
    func suffix(after prefix: String) -> Substring? {
        hasPrefix(prefix) ? dropFirst(prefix.count) : nil
    }
}
