import Replay
import S3
import Synchronization
import Testing

@Suite struct `A store that is patient` {
    private final class Pauses: Sendable {
        private let seconds = Mutex<[Double]>([])
        var all: [Double] { seconds.withLock { $0 } }
        func add(_ pause: Double) { seconds.withLock { $0.append(pause) } }
    }

    private struct Enough: Error {}

    private let store = MemoryStore(["a": [1]])

    @Test func `tries again after longer and longer pauses, as long as it may`() async throws {
        let pauses = Pauses()
        let down = Down(.unavailable("503", retryAfterSeconds: nil))
        let patient = PatientStore(down, patience: .attempts(9), onWait: { pauses.add($0.seconds) }, sleep: { _ in })
        await #expect(throws: BackupStoreError.unavailable("503", retryAfterSeconds: nil)) {
            _ = try await patient.get("a", bytesMax: 1)
        }
        #expect(pauses.all.count == 8)
        for (index, pause) in pauses.all.enumerated() {
            let longest = min(60, 0.5 * Double(1 << index))
            #expect((longest / 2...longest).contains(pause))
        }
    }

    @Test func `follows the place's advice when it is longer`() async throws {
        let pauses = Pauses()
        let down = Down(.unavailable("503", retryAfterSeconds: 7))
        let patient = PatientStore(down, patience: .attempts(2), onWait: { pauses.add($0.seconds) }, sleep: { _ in })
        _ = try? await patient.head("a")
        #expect(pauses.all == [7])
    }

    @Test func `gives the answer once the place is back, and asks but once when it is there`() async throws {
        let faulty = FaultyStore(store, nth: 1, .fail(.unavailable("500", retryAfterSeconds: nil)))
        let patient = PatientStore(faulty, patience: .endless, onWait: { _ in }, sleep: { _ in })
        #expect(try await patient.get("a", bytesMax: 1)?.bytes == [1])
        #expect(faulty.calls == 2)
        _ = try await patient.get("a", bytesMax: 1)
        #expect(faulty.calls == 3)
    }

    @Test func `does not try again what trying does not mend`() async throws {
        for error in [BackupStoreError.denied("403"), .conflict(key: "a"), .broken(key: "a", "")] {
            let faulty = FaultyStore(store, nth: 1, .fail(error))
            let patient = PatientStore(faulty, patience: .endless, onWait: { _ in }, sleep: { _ in })
            await #expect(throws: error) { _ = try await patient.get("a", bytesMax: 1) }
            #expect(faulty.calls == 1)
        }
    }

    @Test func `stops waiting when it is told to, with the reason why it waited`() async throws {
        let down = Down(.unavailable("503", retryAfterSeconds: nil))
        let patient = PatientStore(down, patience: .endless, onWait: { _ in }, sleep: { _ in throw Enough() })
        await #expect(throws: BackupStoreError.unavailable("503", retryAfterSeconds: nil)) {
            try await patient.remove("a")
        }
    }
}

/// A store that never answers.
private struct Down: BackupStore {
    let error: BackupStoreError
    let name = "panne"

    init(_ error: BackupStoreError) { self.error = error }

    func get(_ key: String, bytesMax: Int) async throws(BackupStoreError) -> StoredObject? { throw error }
    func head(_ key: String) async throws(BackupStoreError) -> ObjectInfo? { throw error }
    func put(
        _ key: String, _ bytes: [UInt8], if condition: PutCondition
    ) async throws(BackupStoreError) -> ObjectVersion { throw error }
    func remove(_ key: String) async throws(BackupStoreError) { throw error }
}
