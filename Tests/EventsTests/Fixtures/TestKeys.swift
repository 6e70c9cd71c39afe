import Synchronization

@testable import Events

/// Keys in memory; one can be taken away.
final class TestKeys: KeyRing {
    private let keys = Mutex<[PersonID: PersonKey]>([:])

    init(_ persons: [PersonID]) {
        keys.withLock { keys in for person in persons { keys[person] = .random() } }
    }

    func key(for person: PersonID) -> PersonKey? { keys.withLock { $0[person] } }
    func forget(_ person: PersonID) { keys.withLock { $0[person] = nil } }
}
