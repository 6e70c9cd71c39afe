/// The stored shape of one fact: the members of a record's `data`.
///
/// It is the storage format. A stored member is never renamed or removed; a new one is optional or has a default; any other
/// change is a new version with an upcaster.
public protocol Payload: Sendable, Equatable {
    /// Reads the members; unknown ones are ignored.
    init(from fields: JSONFields) throws(PayloadError)
    /// Writes the members, in a fixed order.
    func write(to out: inout PayloadWriter)
}
