/// An object in the listing of a bucket.
public struct S3Listed: Equatable, Sendable {
    public let key: String
    /// In bytes.
    public let size: Int
    /// When it was written, as the service says it: RFC 3339, UTC.
    public let modified: String
}
