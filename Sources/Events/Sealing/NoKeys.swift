/// A key ring without keys: whoever reads with it sees what is sealed as sealed.
public struct NoKeys: KeyRing {
    /// An empty ring.
    public init() {}

    public func key(for person: PersonID) -> PersonKey? { nil }
}
