import TestSupport
import Testing

@testable import S3

@Suite struct `A large object` {
    private static let part = S3Bucket.partBytes
    private static let begun = ScriptedServer.Step.answer(
        200, [],
        Array("<InitiateMultipartUploadResult><UploadId>2~a/b</UploadId></InitiateMultipartUploadResult>".utf8))
    private static let done = ScriptedServer.Step.answer(
        200, [], Array("<CompleteMultipartUploadResult><ETag>\"x-2\"</ETag></CompleteMultipartUploadResult>".utf8))
    private static let slow = ScriptedServer.Step.answer(503, [], Array("<Code>SlowDown</Code>".utf8))
    private static let gone = ScriptedServer.Step.answer(204, [], [])
    private static func sent(_ tag: String) -> ScriptedServer.Step { .answer(200, ["ETag: \"\(tag)\""], []) }

    private let patience = S3Patience(attemptsMax: 2, firstSeconds: 0.01, secondsMax: 30)

    private func bucket(_ server: ScriptedServer) -> S3Bucket {
        S3Bucket(
            S3Configuration(
                place: S3Place(bucket: "bucket", prefix: "copies"), origin: server.origin, region: "us-east-1",
                isPathStyle: nil, accessKeyID: "key", secretAccessKey: "secret", authoritiesFile: nil),
            limits: S3Limits(connectSeconds: 2, stallSeconds: 5, bytesPerSecondMin: 1, seconds: 20, connections: 1))
    }

    private func upload(_ steps: [ScriptedServer.Step]) async throws -> (ScriptedServer, (any Error)?) {
        let server = try ScriptedServer(steps)
        do {
            try await bucket(server).upload(
                "ab/cd", byteCount: Self.part + 5, patience: patience, whileWorthIt: { true }
            ) { offset, count in [UInt8](repeating: UInt8(offset / Self.part), count: count) }
            return (server, nil)
        } catch {
            return (server, error)
        }
    }

    @Test func `goes in parts, each signed, and is put together`() async throws {
        let (server, error) = try await upload([Self.begun, Self.sent("a"), Self.slow, Self.sent("b"), Self.done])
        #expect(error == nil)
        let asked = server.requests.map { "\($0.method) \($0.path)" }
        #expect(
            asked == [
                "POST /bucket/copies/ab/cd?uploads=", "PUT /bucket/copies/ab/cd?partNumber=1&uploadId=2~a%2Fb",
                "PUT /bucket/copies/ab/cd?partNumber=2&uploadId=2~a%2Fb",
                "PUT /bucket/copies/ab/cd?partNumber=2&uploadId=2~a%2Fb",
                "POST /bucket/copies/ab/cd?uploadId=2~a%2Fb",
            ])
        #expect(server.requests[1].body.count == Self.part && server.requests[3].body == [1, 1, 1, 1, 1])
        #expect(server.requests.allSatisfy { $0.headers["x-amz-content-sha256"]?.count == 64 })
        #expect(server.requests.filter { $0.method == "PUT" }.allSatisfy { $0.headers["content-md5"] != nil })
        #expect(
            String(decoding: server.requests[4].body, as: UTF8.self)
                == "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>\"a\"</ETag></Part><Part><PartNumber>2"
                + "</PartNumber><ETag>\"b\"</ETag></Part></CompleteMultipartUpload>")
    }

    private static let failing: [[ScriptedServer.Step]] = [
        [begun, sent("a"), slow, slow, gone], [begun, .answer(403, [], []), gone],
        [begun, sent("a"), .answer(200, [], []), gone],
        // The service began its answer before it knew.
        [
            begun, sent("a"), sent("b"), .answer(200, [], Array("<Error><Code>InternalError</Code></Error>".utf8)),
            .answer(200, [], Array("<Error/>".utf8)), gone,
        ],
    ]

    @Test(arguments: failing.indices)
    func `that fails is taken back`(_ index: Int) async throws {
        let (server, error) = try await upload(Self.failing[index])
        #expect(error is S3Error)
        let last = try #require(server.requests.last)
        #expect("\(last.method) \(last.path)" == "DELETE /bucket/copies/ab/cd?uploadId=2~a%2Fb")
        #expect(server.requests.count == Self.failing[index].count)
    }

    @Test func `that was put together while the answer got lost is there`() async throws {
        let missing = ScriptedServer.Step.answer(404, [], Array("<Error><Code>NoSuchUpload</Code></Error>".utf8))
        // A HEAD of the whole object: nothing follows the head.
        let there = ScriptedServer.Step.send(
            Array(
                "HTTP/1.1 200 OK\r\nContent-Length: \(Self.part + 5)\r\nETag: \"x-2\"\r\nConnection: close\r\n\r\n"
                    .utf8))
        let (_, error) = try await upload([Self.begun, Self.sent("a"), Self.sent("b"), .hangUp, missing, there])
        #expect(error == nil)
        let short = ScriptedServer.Step.answer(200, ["ETag: \"x\""], [])
        let (_, other) = try await upload([Self.begun, Self.sent("a"), Self.sent("b"), missing, short, Self.gone])
        #expect(other is S3Error)
    }

    @Test func `that cannot be read here is taken back too`() async throws {
        struct Unread: Error {}
        let server = try ScriptedServer([Self.begun, Self.sent("a"), Self.gone])
        await #expect(throws: Unread.self) {
            try await bucket(server).upload(
                "ab/cd", byteCount: Self.part + 5, patience: patience, whileWorthIt: { true }
            ) { offset, count in
                if offset > 0 { throw Unread() }
                return [UInt8](repeating: 0, count: count)
            }
        }
        #expect(server.requests.map(\.method) == ["POST", "PUT", "DELETE"])
    }
}
