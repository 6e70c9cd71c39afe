/// The code was withdrawn before use.
public struct InvitationRevoked: Payload {

    /// The fact alone.
    public init() {}

    public init(from fields: JSONFields) throws(PayloadError) {}

    public func write(to out: inout PayloadWriter) {}
}
