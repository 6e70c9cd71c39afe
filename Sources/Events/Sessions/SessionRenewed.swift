/// A session in use was given a later expiry.
public struct SessionRenewed: Payload {
    public var expiresAt: Timestamp

    /// Gathers the members.
    public init(expiresAt: Timestamp) {
        self.expiresAt = expiresAt
    }

    public init(from fields: JSONFields) throws(PayloadError) {
        expiresAt = try fields.timestamp("expiresAt")
    }

    public func write(to out: inout PayloadWriter) {
        out.json.field("expiresAt", expiresAt)
    }
}
