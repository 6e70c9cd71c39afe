/// Large objects, sent in parts: no more than one part is in memory, and one that gets lost is sent again alone.
extension S3Bucket {
    /// What is larger goes in parts of this size. Services ask for 5 MiB at least.
    public static let partBytes = 8 << 20
    /// The most parts that services take: 80 GiB in all.
    public static let partsMax = 10_000
    /// The upload's id is the service's own text.
    private static let idBytesMax = 2_048

    /// Writes an object of any size, in place of one that may be there. When this returns, the service has all of it.
    ///
    /// When it throws, an object of parts is not there, and what was sent of it is taken back; a service that does not answer even
    /// that keeps the parts, invisible, until `abortUploads` or its own rules remove them.
    ///
    /// - Parameters:
    ///   - patience: for each request by itself.
    ///   - isWorthIt: asked before each repetition.
    ///   - read: so many bytes from an offset on.
    /// - Throws: `S3Error`, or what `read` throws.
    public func upload(
        _ key: String, byteCount: Int, patience: S3Patience, whileWorthIt isWorthIt: () -> Bool,
        read: (_ offset: Int, _ count: Int) async throws -> [UInt8]
    ) async throws {
        guard byteCount > Self.partBytes else {
            let bytes = try await read(0, byteCount)
            try await patience.run(whileWorthIt: isWorthIt) { () async throws(S3Error) in
                _ = try await put(key, bytes, if: .always)
            }
            return
        }
        guard byteCount <= Self.partBytes * Self.partsMax else {
            throw S3Error.tooLarge(key: key, bytesMax: Self.partBytes * Self.partsMax)
        }
        let id = try await patience.run(whileWorthIt: isWorthIt) { () async throws(S3Error) in try await begin(key) }
        do {
            var tags: [ObjectVersion] = []
            for offset in stride(from: 0, to: byteCount, by: Self.partBytes) {
                let bytes = try await read(offset, min(Self.partBytes, byteCount - offset))
                let number = tags.count + 1
                tags.append(
                    try await patience.run(whileWorthIt: isWorthIt) { () async throws(S3Error) in
                        try await put(part: number, of: key, id, bytes)
                    })
            }
            try await patience.run(whileWorthIt: isWorthIt) { () async throws(S3Error) in
                try await complete(key, id, tags, byteCount: byteCount)
            }
        } catch {
            // Also when the caller was cancelled.
            await Task { await abortQuietly(key, id) }.value
            throw error
        }
    }

    /// Takes back uploads in parts under the prefix that were begun and not ended, at most a thousand.
    ///
    /// - Parameter isOver: whether an upload that was begun at the time, as the service writes it, has nobody any more.
    /// - Returns: how many there were.
    /// - Throws: `S3Error`.
    public func abortUploads(where isOver: (_ begun: String) -> Bool) async throws(S3Error) -> Int {
        var call = S3Call("GET", "")
        call.query = S3Query(["uploads": "", "prefix": transport.configuration.place.object("")])
        call.answerBytesMax = Self.listBytesMax
        let answer = try await transport.send(call)
        guard answer.status == 200 else { throw answer.failure(name) }
        var aborted = 0
        for upload in S3Listing.elements("Upload", in: answer.body) {
            guard let object = S3Listing.text("Key", in: upload), let id = S3Listing.text("UploadId", in: upload),
                let begun = S3Listing.text("Initiated", in: upload),
                let key = transport.configuration.place.key(object), isOver(begun)
            else { continue }
            try await abort(key, id)
            aborted += 1
        }
        return aborted
    }

    private func begin(_ key: String) async throws(S3Error) -> String {
        var call = S3Call("POST", key)
        call.query = S3Query(["uploads": ""])
        let answer = try await transport.send(call)
        guard answer.status == 200 else { throw answer.failure(key) }
        let text = String(decoding: answer.body, as: UTF8.self)
        guard let id = S3Listing.text("UploadId", in: text[...]), (1...Self.idBytesMax).contains(id.utf8.count) else {
            throw .broken(key: key, "réponse sans UploadId")
        }
        return id
    }

    private func put(
        part number: Int, of key: String, _ id: String, _ bytes: [UInt8]
    ) async throws(S3Error) -> ObjectVersion {
        var call = S3Call("PUT", key)
        call.query = S3Query(["partNumber": "\(number)", "uploadId": id])
        call.body = bytes
        let answer = try await transport.send(call)
        guard answer.status == 200 else { throw answer.failure(key) }
        guard let version = answer.version else { throw .broken(key: key, "réponse sans ETag") }
        return version
    }

    /// Puts the parts together. An earlier attempt may have done so, its answer lost: the object is looked at then.
    private func complete(
        _ key: String, _ id: String, _ tags: [ObjectVersion], byteCount: Int
    ) async throws(S3Error) {
        var call = S3Call("POST", key)
        call.query = S3Query(["uploadId": id])
        let parts = tags.enumerated().map {
            "<Part><PartNumber>\($0.offset + 1)</PartNumber><ETag>\"\($0.element.text)\"</ETag></Part>"
        }
        call.body = Array("<CompleteMultipartUpload>\(parts.joined())</CompleteMultipartUpload>".utf8)
        let answer = try await transport.send(call)
        if answer.status == 404, answer.code == "NoSuchUpload" {
            guard try await head(key)?.size == byteCount else { throw answer.failure(key) }
            return
        }
        guard answer.status == 200 else { throw answer.failure(key) }
        // The service may have begun to answer before it knew: then the error stands in the body.
        guard S3Listing.elements("CompleteMultipartUploadResult", in: answer.body).first != nil else {
            throw .unavailable("« \(key) » n'a pas été assemblé", retryAfterSeconds: nil)
        }
    }

    private func abort(_ key: String, _ id: String) async throws(S3Error) {
        var call = S3Call("DELETE", key)
        call.query = S3Query(["uploadId": id])
        let answer = try await transport.send(call)
        guard answer.status == 204 || answer.status == 200 || answer.status == 404 else { throw answer.failure(key) }
    }

    private func abortQuietly(_ key: String, _ id: String) async {
        do throws(S3Error) {
            try await abort(key, id)
        } catch {
            // What ended the upload matters more; the parts go with the next `abortUploads`.
        }
    }
}
