import Synchronization

/// Requests about whole objects.
extension S3Transport {
    /// Writes an object.
    ///
    /// - Parameter headers: the condition, if there is one.
    func put(
        _ key: String, _ bytes: [UInt8], headers: [(name: String, value: String)]
    ) async throws(S3Error) -> ObjectVersion {
        var call = S3Call("PUT", key)
        call.headers = headers
        call.body = bytes
        let answer = try await send(call)
        guard answer.status == 200 else {
            throw !headers.isEmpty && answer.isConflict ? .conflict(key: key) : answer.failure(key)
        }
        guard let version = answer.version else { throw .broken(key: key, "réponse sans ETag") }
        return version
    }

    /// The size and version of an object, or nil when there is none.
    func head(_ key: String) async throws(S3Error) -> ObjectInfo? {
        let answer = try await send(S3Call("HEAD", key))
        if answer.status == 404 {
            try await requireBucket(key)
            return nil
        }
        guard answer.status == 200 else { throw answer.failure(key) }
        guard let version = answer.version, let size = answer.contentLength, size >= 0 else {
            throw .broken(key: key, "réponse sans ETag ou sans Content-Length")
        }
        return ObjectInfo(size: size, version: version)
    }

    /// An answer to HEAD has no body to say whether it is the object or the bucket that is missing: the first time, GET is asked.
    private func requireBucket(_ key: String) async throws(S3Error) {
        guard !isBucketKnown.load(ordering: .relaxed) else { return }
        var call = S3Call("GET", key)
        call.headers = [("Range", "bytes=0-0")]
        let answer = try await send(call)
        guard answer.isMissingObject || answer.status < 300 || answer.status == 416 else { throw answer.failure(key) }
        isBucketKnown.store(true, ordering: .relaxed)
    }
}
