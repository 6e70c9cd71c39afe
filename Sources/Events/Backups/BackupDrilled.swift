/// A backup was restored aside, verified and replayed, to prove that it can be.
public struct BackupDrilled: Payload {
    /// Whether everything that was checked was as it should be.
    public var succeeded: Bool
    /// The manifest of the backup: its SHA-256, 64 hexadecimal digits.
    public var from: String
    /// The last record that was restored.
    public var position: LogPosition
    /// The digest of all read models there, as in `eaf replay --json`.
    public var digest: String
    /// Bytes restored: log and blobs.
    public var bytes: Int
    /// How long it took, from the first request to the backup to the comparison of digests.
    public var milliseconds: Int

    /// Gathers the members.
    public init(
        succeeded: Bool, from: String, position: LogPosition, digest: String, bytes: Int, milliseconds: Int
    ) {
        self.succeeded = succeeded
        self.from = from
        self.position = position
        self.digest = digest
        self.bytes = bytes
        self.milliseconds = milliseconds
    }

    public init(from fields: JSONFields) throws(PayloadError) {
        succeeded = try fields.boolean("succeeded")
        from = try fields.string("from")
        position = LogPosition(UInt64(max(0, try fields.integer("position"))))
        digest = try fields.string("digest")
        bytes = try fields.integer("bytes")
        milliseconds = try fields.integer("milliseconds")
    }

    public func write(to out: inout PayloadWriter) {
        out.json.field("succeeded", succeeded)
        out.json.field("from", from)
        out.json.field("position", Int(clamping: position.rawValue))
        out.json.field("digest", digest)
        out.json.field("bytes", bytes)
        out.json.field("milliseconds", milliseconds)
    }
}
