public import Events

/// What came of erasing a person.
public struct Erasure: Codable, Sendable, Equatable {
    /// Something that should be gone and is not.
    public enum Residue: String, Codable, Sendable {
        case key, account, sessions, epreuves, files, snapshots
    }

    public let account: PersonID
    /// Sessions that ended.
    public let sessions: Int
    /// Files of copies, and texts stored as files, that were removed.
    public let files: Int
    /// Snapshots of older states that were removed.
    public let snapshots: Int
    /// What a look round afterwards still found; the server goes on removing it.
    public let residue: [Residue]
}
