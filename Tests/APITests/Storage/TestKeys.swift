import Synchronization

@testable import Events

/// A vault in memory.
final class TestKeys: KeyRing {
    private let keys = Mutex<[PersonID: PersonKey]>([:])

    /// A person with a key.
    func newPerson() -> PersonID {
        let person = PersonID.random()
        renew(person)
        return person
    }

    /// Gives a person another key.
    func renew(_ person: PersonID) { keys.withLock { $0[person] = .random() } }
    func destroy(_ person: PersonID) { keys.withLock { $0[person] = nil } }
    func key(for person: PersonID) -> PersonKey? { keys.withLock { $0[person] } }
}
