/// A text on its way to the server.
public struct ControlDocument: Codable, Sendable {
    public let name: String
    public let title: String
    public let text: String

    public init(name: String, title: String, text: String) {
        self.name = name
        self.title = title
        self.text = text
    }
}

/// A text of the school's, in the list.
public struct ControlDocumentRow: Codable, Sendable {
    public let name: String
    public let title: String
    /// SHA-256 over title, a line feed and text.
    public let digest: String
    public let bytes: Int
    public let version: Int
    public let addedAt: String
}

/// What became of the texts of an import.
public struct ControlImport: Codable, Sendable, Equatable {
    /// What one request may carry: it becomes one commit.
    public static let textsMax = 2_000
    public static let bytesMax = 6 << 20

    public var added = 0
    public var replaced = 0
    /// They were there already, the same to the byte.
    public var unchanged = 0

    public init() {}

    /// Counts one text.
    public mutating func count(digest: String, over before: String?) {
        switch before {
        case nil: added += 1
        case digest: unchanged += 1
        default: replaced += 1
        }
    }
}
