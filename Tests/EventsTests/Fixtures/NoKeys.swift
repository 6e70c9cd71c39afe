@testable import Events

/// Nobody has a key.
struct NoKeys: KeyRing {
    func key(for person: PersonID) -> PersonKey? { nil }
}
