import Events
import S3

/// The objects of one backup: sealed on their way out, checked and opened on their way in.
struct BackupObjects: Sendable {
    let store: any BackupStore
    /// Nil: nothing is encrypted.
    let key: BackupCipher?

    /// An object that was put, as the manifest names it.
    struct Stored: Sendable {
        let key: String
        let bytes: [UInt8]
        let sha256: SHA256Text
    }

    /// The key and stored bytes of an object.
    ///
    /// - Throws: an error of the cryptographic library.
    func prepare(_ name: String, _ bytes: [UInt8]) throws -> Stored {
        guard let key else { return Stored(key: name, bytes: bytes, sha256: SHA256Text(of: bytes)) }
        let objectKey = name + ObjectName.sealedSuffix
        let sealed = try key.seal(bytes, for: objectKey)
        return Stored(key: objectKey, bytes: sealed, sha256: SHA256Text(of: sealed))
    }

    /// Puts an object whose content belongs to its key for ever. One that is there already must have the same content.
    ///
    /// - Returns: whether it had to be put.
    /// - Throws: `BackupFault.otherShipper` when something else has the key, or `.store`.
    func putOnce(_ object: Stored) async throws(BackupFault) -> Bool {
        do throws(BackupStoreError) {
            try await store.put(object.key, object.bytes, if: .ifAbsent)
            return true
        } catch {
            guard case .conflict = error else { throw .store(error) }
        }
        // Put by a process that died before it could name it, or by an answer that was lost.
        guard let there = try await get(object.key, bytesMax: object.bytes.count) else {
            throw .otherShipper(store: store.name)
        }
        guard there.bytes == object.bytes else {
            throw .damaged(key: object.key, records: nil, reason: "un autre contenu occupe déjà cette place")
        }
        return false
    }

    /// Puts an object whatever is there.
    ///
    /// - Throws: `BackupFault.store`.
    func replace(_ object: Stored) async throws(BackupFault) {
        do throws(BackupStoreError) {
            try await store.put(object.key, object.bytes, if: .always)
        } catch {
            throw .store(error)
        }
    }

    func get(_ key: String, bytesMax: Int) async throws(BackupFault) -> StoredObject? {
        do throws(BackupStoreError) { return try await store.get(key, bytesMax: bytesMax) } catch {
            throw .store(error)
        }
    }

    /// An object that the manifest names, checked against it and opened.
    ///
    /// - Throws: `BackupFault.damaged` when it is not what it should be, `.noKey`, `.store`.
    func read(
        _ key: String, bytes: Int, sha256: SHA256Text, records: ClosedRange<LogPosition>?
    ) async throws(BackupFault) -> [UInt8] {
        let stored: [UInt8]
        do throws(BackupStoreError) {
            guard let object = try await store.get(key, bytesMax: bytes) else {
                throw BackupStoreError.broken(key: key, "il n'est pas là")
            }
            stored = object.bytes
        } catch {
            switch error {
            case .broken(_, let reason): throw .damaged(key: key, records: records, reason: reason)
            case .tooLarge:
                throw .damaged(key: key, records: records, reason: "il est plus long que le manifeste ne dit")
            default: throw .store(error)
            }
        }
        guard stored.count == bytes else {
            throw .damaged(key: key, records: records, reason: "\(stored.count) octets au lieu de \(bytes)")
        }
        guard SHA256Text(of: stored) == sha256 else {
            throw .damaged(key: key, records: records, reason: "son empreinte SHA-256 n'est pas celle du manifeste")
        }
        return try open(key, stored, records: records)
    }

    /// The content of a stored object.
    ///
    /// - Throws: `BackupFault.damaged`, `.noKey`.
    func open(_ objectKey: String, _ stored: [UInt8], records: ClosedRange<LogPosition>?) throws(BackupFault)
        -> [UInt8]
    {
        guard objectKey.hasSuffix(ObjectName.sealedSuffix) else { return stored }
        guard let key else { throw .noKey }
        do throws(SealedStreamError) {
            return try key.open(stored, for: objectKey)
        } catch {
            throw .damaged(key: objectKey, records: records, reason: "il ne se déchiffre pas")
        }
    }
}
