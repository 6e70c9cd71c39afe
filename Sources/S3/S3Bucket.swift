/// The objects under a prefix of a bucket. What is assumed of the service stands in `docs/adr/0018-backups-on-s3.md` and
/// `docs/adr/0032-copies-in-s3.md`.
///
/// A request is sent once: whoever calls decides whether to try again (`S3Patience`). Bodies are signed with their SHA-256, so that
/// the service takes them whole and unchanged or not at all.
public struct S3Bucket: Sendable {
    /// How operators know the place, without secrets.
    public let name: String
    let transport: S3Transport
    private let conditions: S3Conditions

    /// A bucket; nothing is asked of the service yet.
    public init(_ configuration: S3Configuration, limits: S3Limits) {
        name = "\(configuration.place)"
        transport = S3Transport(configuration, limits)
        conditions = S3Conditions(transport)
    }

    /// Asks the service whether the bucket is there and these keys may look into it.
    ///
    /// - Throws: `S3Error`.
    public func check() async throws(S3Error) {
        let answer = try await transport.send(S3Call("HEAD", ""))
        switch answer.status {
        case 200: return
        case 404: throw .denied("le compartiment de \(name) n'existe pas (404)")
        case 403: throw .denied("ces clés n'ont pas accès au compartiment de \(name) (403)")
        default: throw answer.failure(name)
        }
    }

    /// The object, or nil when there is none.
    ///
    /// - Throws: `S3Error`; `.tooLarge` when it has more than `bytesMax` bytes.
    public func get(_ key: String, bytesMax: Int) async throws(S3Error) -> StoredObject? {
        var call = S3Call("GET", key)
        call.answerBytesMax = bytesMax
        let answer = try await transport.send(call)
        if answer.isMissingObject { return nil }
        guard answer.status == 200 else { throw answer.failure(key) }
        guard let version = answer.version, answer.contentLength.map({ $0 == answer.body.count }) ?? true else {
            throw .broken(key: key, "réponse sans ETag, ou d'une autre longueur qu'annoncée")
        }
        return StoredObject(bytes: answer.body, version: version)
    }

    /// Hands out the object piece by piece, on a thread that may block; false when there is none.
    ///
    /// - Parameter receive: takes the next bytes; false gives up, which throws `.tooLarge`.
    /// - Throws: `S3Error`. What was handed out before is then the beginning of the object, and no more.
    public func get(_ key: String, receive: @escaping @Sendable ([UInt8]) -> Bool) async throws(S3Error) -> Bool {
        var call = S3Call("GET", key)
        call.receive = receive
        let answer = try await transport.send(call)
        if answer.isMissingObject { return false }
        guard answer.status == 200 else { throw answer.failure(key) }
        return true
    }

    /// The size and version of an object, or nil when there is none; its bytes are not read.
    ///
    /// - Throws: `S3Error`.
    public func head(_ key: String) async throws(S3Error) -> ObjectInfo? { try await transport.head(key) }

    /// Writes an object, if the condition holds, and returns its version.
    ///
    /// - Throws: `S3Error.conflict` when the condition does not hold: nothing was written then.
    @discardableResult
    public func put(
        _ key: String, _ bytes: [UInt8], if condition: PutCondition
    ) async throws(S3Error) -> ObjectVersion {
        guard condition != .always else { return try await transport.put(key, bytes, headers: []) }
        guard let headers = try await conditions.headers(for: condition) else {
            return try await putLooking(key, bytes, if: condition)
        }
        return try await transport.put(key, bytes, headers: headers)
    }

    /// Removes an object; to remove what is not there is no error.
    ///
    /// - Throws: `S3Error`.
    public func remove(_ key: String) async throws(S3Error) {
        let answer = try await transport.send(S3Call("DELETE", key))
        guard answer.status == 200 || answer.status == 204 || answer.isMissingObject else {
            throw answer.failure(key)
        }
    }

    /// Whether the service keeps conditions of writing.
    ///
    /// - Throws: `S3Error`.
    public func honoursConditions() async throws(S3Error) -> Bool { try await conditions.areHonoured() }

    /// For a service that does not know conditions: looks before and after. Two writers in the same instant may both win.
    private func putLooking(
        _ key: String, _ bytes: [UInt8], if condition: PutCondition
    ) async throws(S3Error) -> ObjectVersion {
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
