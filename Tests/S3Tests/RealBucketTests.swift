import TestSupport
import Testing

@testable import S3

/// Against Ceph's gateway, which `scripts/with-s3.sh` starts: a service that knows nothing of this program.
@Suite(.enabled(if: RealS3.isThere, "no S3 service; scripts/with-s3.sh starts one"))
struct `A real bucket` {
    private static let patience = S3Patience(attemptsMax: 1, firstSeconds: 1, secondsMax: 30)

    private func bucket(
        _ prefix: String = RealS3.newPrefix(), _ given: [String: String] = RealS3.plain, name: String = "eaf-tests",
        secret: String? = nil
    ) -> S3Bucket {
        S3Bucket(
            S3Configuration(
                place: S3Place(bucket: name, prefix: prefix), origin: given["S3_ENDPOINT"], region: "us-east-1",
                isPathStyle: nil, accessKeyID: given["S3_ACCESS_KEY_ID"] ?? "",
                secretAccessKey: secret ?? given["S3_SECRET_ACCESS_KEY"] ?? "", authoritiesFile: given["S3_CA_FILE"]),
            limits: .usual)
    }

    @Test func `takes large objects in parts, over TLS too, and gives them back piece by piece`() async throws {
        var random = SeededGenerator(seed: 11)
        let bytes = random.bytes(2 * S3Bucket.partBytes + 77)
        for given in [RealS3.plain, RealS3.secure] {
            let bucket = bucket(RealS3.newPrefix(), given)
            try await bucket.upload(
                "ab/large", byteCount: bytes.count, patience: Self.patience, whileWorthIt: { true }
            ) { offset, count in Array(bytes[offset..<offset + count]) }
            #expect(try await bucket.head("ab/large")?.size == bytes.count)
            let pieces = Pieces()
            #expect(try await bucket.get("ab/large") { pieces.take($0) })
            #expect(pieces.bytes == bytes && pieces.count > 10)
            #expect(try await !bucket.get("ab/none") { _ in false })
            #expect(try await bucket.list(after: nil, limit: 9).map(\.size) == [bytes.count])
        }
    }

    @Test func `knows nothing of an upload that failed, and gives up those that nobody ended`() async throws {
        struct Broken: Error {}
        let bucket = bucket()
        await #expect(throws: Broken.self) {
            try await bucket.upload(
                "ab/x", byteCount: S3Bucket.partBytes + 1, patience: Self.patience, whileWorthIt: { true }
            ) { offset, count in
                if offset > 0 { throw Broken() }
                return [UInt8](repeating: 1, count: count)
            }
        }
        #expect(try await bucket.head("ab/x") == nil)
        #expect(try await bucket.abortUploads { _ in true } == 0, "the failed upload took itself back")
        // As a process that died leaves it.
        var call = S3Call("POST", "ab/y")
        call.query = S3Query(["uploads": ""])
        #expect(try await bucket.transport.send(call).status == 200)
        #expect(try await bucket.abortUploads { _ in false } == 0)
        #expect(try await bucket.abortUploads { $0.hasPrefix("20") } == 1)
        #expect(try await bucket.abortUploads { _ in true } == 0)
    }

    @Test func `lists what is under the prefix, page by page, and nothing beside it`() async throws {
        let prefix = RealS3.newPrefix()
        let (bucket, beside) = (bucket(prefix), bucket(prefix + "-beside"))
        let keys = (0..<23).map { "\($0 % 3)\($0 % 7)/\($0)" }.sorted()
        for key in keys { try await bucket.put(key, [1, 2, 3], if: .always) }
        try await beside.put("00/0", [1], if: .always)
        var listed: [S3Listed] = []
        while case let page = try await bucket.list(after: listed.last?.key, limit: 5), !page.isEmpty {
            listed += page
        }
        #expect(listed.map(\.key) == keys)
        #expect(listed.allSatisfy { $0.size == 3 && $0.modified.hasSuffix("Z") })
    }

    @Test func `says whether it is there`() async throws {
        try await bucket().check()
        for refused in [bucket(name: "no-such-bucket"), bucket(secret: "wrong"), bucket(name: "eaf-ship")] {
            let thrown = await #expect(throws: S3Error.self) { try await refused.check() }
            guard case .denied = thrown else { Issue.record("\(thrown as Any)"); continue }
        }
    }
}
