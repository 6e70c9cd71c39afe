/// Gives the keys of persons. A person who was erased, or never had one, has none.
public protocol KeyRing: Sendable {
    /// The person's key, or nil.
    func key(for person: PersonID) -> PersonKey?
}
