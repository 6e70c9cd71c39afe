/// What is under the prefix.
extension S3Bucket {
    /// The most objects that a service lists at once.
    public static let pageMax = 1_000
    /// A page of a thousand names of 1,000 bytes, and what stands around them.
    static let listBytesMax = 4 << 20

    /// The first `limit` objects after a key, in the order of their bytes; fewer only at the end.
    ///
    /// - Parameter limit: 1 to `pageMax`.
    /// - Throws: `S3Error`.
    public func list(after key: String?, limit: Int) async throws(S3Error) -> [S3Listed] {
        precondition((1...Self.pageMax).contains(limit), "a listing of \(limit) objects")
        let place = transport.configuration.place
        var members = ["list-type": "2", "max-keys": "\(limit)", "prefix": place.object("")]
        if let key { members["start-after"] = place.object(key) }
        var call = S3Call("GET", "")
        call.query = S3Query(members)
        call.answerBytesMax = Self.listBytesMax
        let answer = try await transport.send(call)
        guard answer.status == 200 else { throw answer.failure(name) }
        guard S3Listing.elements("ListBucketResult", in: answer.body).first != nil else {
            throw .broken(key: name, "ce n'est pas une liste d'objets")
        }
        var listed: [S3Listed] = []
        for contents in S3Listing.elements("Contents", in: answer.body) {
            guard let object = S3Listing.text("Key", in: contents), let key = place.key(object),
                let size = S3Listing.text("Size", in: contents).flatMap({ Int($0) }),
                let modified = S3Listing.text("LastModified", in: contents)
            else { throw .broken(key: name, "une ligne de la liste ne se lit pas") }
            listed.append(S3Listed(key: key, size: size, modified: modified))
        }
        return listed
    }
}
