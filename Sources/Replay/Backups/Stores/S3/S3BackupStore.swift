/// A backup under a prefix of an S3 bucket. What is assumed of the store stands in `docs/adr/0018-backups-on-s3.md`.
///
/// A request is sent once: whoever called decides whether to try again. Bodies are signed with their SHA-256, so that the store
/// takes them whole and unchanged or not at all.
public struct S3BackupStore: BackupStore {
    public let name: String
    private let transport: S3Transport
    private let conditions: S3Conditions

    init(configuration: S3Configuration, limits: S3Limits) {
        name = "\(configuration.place)"
        transport = S3Transport(configuration, limits)
        conditions = S3Conditions(transport)
    }

    public func get(_ key: String, bytesMax: Int) async throws(BackupStoreError) -> StoredObject? {
        try BackupKey.check(key)
        let answer = try await transport.send("GET", key, headers: [], body: [], answerBytesMax: bytesMax)
        if answer.isMissingObject { return nil }
        guard answer.status == 200 else { throw answer.failure(key) }
        guard let version = answer.version, answer.contentLength.map({ $0 == answer.body.count }) ?? true else {
            throw .broken(key: key, "réponse sans ETag, ou d'une autre longueur qu'annoncée")
        }
        return StoredObject(bytes: answer.body, version: version)
    }

    public func head(_ key: String) async throws(BackupStoreError) -> ObjectInfo? {
        try BackupKey.check(key)
        return try await transport.head(key)
    }

    @discardableResult
    public func put(
        _ key: String, _ bytes: [UInt8], if condition: PutCondition
    ) async throws(BackupStoreError) -> ObjectVersion {
        try BackupKey.check(key)
        guard condition != .always else { return try await transport.put(key, bytes, headers: []) }
        guard let headers = try await conditions.headers(for: condition) else {
            return try await putLooking(key, bytes, if: condition)
        }
        return try await transport.put(key, bytes, headers: headers)
    }

    public func remove(_ key: String) async throws(BackupStoreError) {
        try BackupKey.check(key)
        let answer = try await transport.send(
            "DELETE", key, headers: [], body: [], answerBytesMax: S3Transport.shortAnswerBytesMax)
        guard answer.status == 200 || answer.status == 204 || answer.isMissingObject else {
            throw answer.failure(key)
        }
    }

    public func weakness() async throws(BackupStoreError) -> String? {
        guard try await conditions.areHonoured() else {
            return "\(name) ignore les écritures conditionnelles : n'y expédiez que depuis un seul processus."
        }
        return nil
    }

    /// For a store that does not know conditions: looks before and after. Two writers in the same instant may both win.
    private func putLooking(
        _ key: String, _ bytes: [UInt8], if condition: PutCondition
    ) async throws(BackupStoreError) -> ObjectVersion {
        let version = try await head(key)?.version
        let holds =
            switch condition {
            case .always: true
            case .ifAbsent: version == nil
            case .ifVersion(let wanted): version == wanted
            }
        guard holds else { throw .conflict(key: key) }
        let written = try await transport.put(key, bytes, headers: [])
        guard try await head(key)?.version == written else { throw .conflict(key: key) }
        return written
    }
}
