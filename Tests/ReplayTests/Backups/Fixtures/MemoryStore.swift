import Crypto
import Replay
import S3
import Synchronization

/// A store in memory: objects that a test may look at and change behind everybody's back.
final class MemoryStore: BackupStore {
    private let objects: Mutex<[String: [UInt8]]>
    let name = "mémoire"

    init(_ objects: [String: [UInt8]] = [:]) { self.objects = Mutex(objects) }

    /// Everything that is there.
    var all: [String: [UInt8]] {
        get { objects.withLock { $0 } }
        set { objects.withLock { $0 = newValue } }
    }

    subscript(key: String) -> [UInt8]? {
        get { objects.withLock { $0[key] } }
        set { objects.withLock { $0[key] = newValue } }
    }

    /// A second store with the same objects.
    func copy() -> MemoryStore { MemoryStore(all) }

    func get(_ key: String, bytesMax: Int) async throws(BackupStoreError) -> StoredObject? {
        guard let bytes = self[key] else { return nil }
        guard bytes.count <= bytesMax else { throw .tooLarge(key: key, bytesMax: bytesMax) }
        return StoredObject(bytes: bytes, version: Self.version(bytes))
    }

    func head(_ key: String) async throws(BackupStoreError) -> ObjectInfo? {
        self[key].map { ObjectInfo(size: $0.count, version: Self.version($0)) }
    }

    func put(
        _ key: String, _ bytes: [UInt8], if condition: PutCondition
    ) async throws(BackupStoreError) -> ObjectVersion {
        let isWritten = objects.withLock { objects in
            let there = objects[key].map(Self.version)
            switch condition {
            case .always: break
            case .ifAbsent: guard there == nil else { return false }
            case .ifVersion(let version): guard there == version else { return false }
            }
            objects[key] = bytes
            return true
        }
        guard isWritten else { throw .conflict(key: key) }
        return Self.version(bytes)
    }

    func remove(_ key: String) async throws(BackupStoreError) { self[key] = nil }

    private static func version(_ bytes: [UInt8]) -> ObjectVersion {
        ObjectVersion(SHA256.hash(data: bytes).description)
    }
}
