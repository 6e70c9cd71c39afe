/// Why a snapshot cannot be used. The answer is always the same: fold the log instead.
public enum SnapshotError: Error, Equatable, Sendable {
    case malformed
    /// Made by another build.
    case otherBuild
    /// Sealed under another key, changed or cut off.
    case notAuthentic
    case unreadable
}
