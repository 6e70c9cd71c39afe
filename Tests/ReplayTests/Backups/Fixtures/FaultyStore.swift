import Replay
import S3
import Synchronization

/// A store whose n-th call goes wrong.
final class FaultyStore: BackupStore {
    enum Effect: Sendable {
        /// The call is not carried out, and no later one is: the process died before it.
        case dieBefore
        /// The call is carried out, and no later one is: the process died after it.
        case dieAfter
        /// The call is not carried out; later ones are.
        case fail(BackupStoreError)
        /// The call is carried out, and the answer is lost.
        case loseAnswer
        /// What is read lacks its end.
        case cut
    }

    /// What is thrown once the process is dead.
    static let death = BackupStoreError.denied("mort")

    private struct State {
        var calls = 0
        var puts: [String] = []
        var isDead = false
        var fault: (nth: Int, effect: Effect)?
    }

    private let store: any BackupStore
    private let state: Mutex<State>

    init(_ store: any BackupStore, nth: Int, _ effect: Effect) {
        self.store = store
        state = Mutex(State(fault: (nth, effect)))
    }

    /// A store that only counts.
    init(_ store: any BackupStore) {
        self.store = store
        state = Mutex(State())
    }

    var calls: Int { state.withLock { $0.calls } }
    /// The keys that were put, in order.
    var puts: [String] { state.withLock { $0.puts } }
    var name: String { store.name }

    private func enter() throws(BackupStoreError) -> Effect? {
        let effect = state.withLock { state -> Effect? in
            state.calls += 1
            if state.isDead { return .dieBefore }
            guard let fault = state.fault, fault.nth == state.calls else { return nil }
            switch fault.effect {
            case .dieBefore, .dieAfter: state.isDead = true
            default: break
            }
            return fault.effect
        }
        switch effect {
        case .dieBefore: throw Self.death
        case .fail(let error): throw error
        default: return effect
        }
    }

    private func leave(_ effect: Effect?) throws(BackupStoreError) {
        switch effect {
        case .dieAfter: throw Self.death
        case .loseAnswer: throw .unavailable("réponse perdue", retryAfterSeconds: nil)
        default: break
        }
    }

    func get(_ key: String, bytesMax: Int) async throws(BackupStoreError) -> StoredObject? {
        let effect = try enter()
        let object = try await store.get(key, bytesMax: bytesMax)
        try leave(effect)
        if case .cut = effect, let object {
            return StoredObject(
                bytes: Array(object.bytes.dropLast(object.bytes.count / 2 + 1)), version: object.version)
        }
        return object
    }

    func head(_ key: String) async throws(BackupStoreError) -> ObjectInfo? {
        let effect = try enter()
        let info = try await store.head(key)
        try leave(effect)
        return info
    }

    func put(
        _ key: String, _ bytes: [UInt8], if condition: PutCondition
    ) async throws(BackupStoreError) -> ObjectVersion {
        let effect = try enter()
        let version = try await store.put(key, bytes, if: condition)
        state.withLock { $0.puts.append(key) }
        try leave(effect)
        return version
    }

    func remove(_ key: String) async throws(BackupStoreError) {
        let effect = try enter()
        try await store.remove(key)
        try leave(effect)
    }
}
