import Events
import S3
import TestSupport
import Testing

@testable import Replay

@Suite struct `What an S3 service answers` {
    private static let tag = "ETag: \"b1946ac92492d2347c6235b4d2611184\""
    private static let version = ObjectVersion("b1946ac92492d2347c6235b4d2611184")

    private static func error(_ status: Int, _ code: String, _ headers: [String] = []) -> ScriptedServer.Step {
        .answer(status, headers, Array("<?xml version=\"1.0\"?><Error><Code>\(code)</Code></Error>".utf8))
    }

    private func store(_ server: ScriptedServer, seconds: Int = 20) throws -> S3BackupStore {
        try S3BackupStore(
            configuration: S3Configuration(
                place: #require(S3Place("s3://bucket/eaf/prod")),
                environment: [
                    "S3_ENDPOINT": server.origin, "S3_ACCESS_KEY_ID": "key", "S3_SECRET_ACCESS_KEY": "secret",
                ]),
            limits: S3Limits(
                connectSeconds: 2, stallSeconds: seconds, bytesPerSecondMin: 1, seconds: seconds, connections: 2))
    }

    private static let failures: [(ScriptedServer.Step, String)] = [
        (.answer(500, [], []), "unavailable nil"), (error(500, "InternalError"), "unavailable nil"),
        (error(503, "SlowDown", ["Retry-After: 7"]), "unavailable 7"), (.answer(502, [], []), "unavailable nil"),
        (error(503, "SlowDown", ["Retry-After: Wed, 21 Oct 2026 07:28:00 GMT"]), "unavailable nil"),
        (.answer(504, [], []), "unavailable nil"),
        (error(429, "TooManyRequests", ["Retry-After: 0"]), "unavailable 0"),
        (error(400, "RequestTimeout"), "unavailable nil"),
        (error(400, "XAmzContentSHA256Mismatch"), "unavailable nil"),
        (error(409, "OperationAborted"), "unavailable nil"), (.hangUp, "unavailable nil"),
        (.send([]), "unavailable nil"), (.send(Array("HTTP/1.1 200 OK\r\nContent-Le".utf8)), "unavailable nil"),
        (error(403, "AccessDenied"), "denied"), (error(401, "Unauthorized"), "denied"),
        (.answer(403, [], []), "denied"),
        (error(403, "RequestTimeTooSkewed"), "denied"), (error(404, "NoSuchBucket"), "denied"),
        (error(400, "AuthorizationHeaderMalformed"), "denied"), (error(301, "PermanentRedirect"), "denied"),
        (error(501, "NotImplemented"), "denied"), (.answer(404, [], Array("<html>nginx</html>".utf8)), "broken"),
        (.answer(204, [], []), "broken"), (.answer(200, [], []), "broken"),
        (.send(Array("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n".utf8)), "broken"),
        (.send((0..<4_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }), "broken"),
    ]

    @Test(arguments: failures.indices)
    func `says what went wrong, and one request is sent once`(_ index: Int) async throws {
        let (step, wanted) = Self.failures[index]
        for method in ["GET", "PUT"] {
            let server = try ScriptedServer([step])
            let store = try store(server)
            let thrown = await #expect(throws: BackupStoreError.self, "\(step)") {
                if method == "PUT" { try await store.put("a", [1, 2], if: .always) }
                if method == "GET" { _ = try await store.get("a", bytesMax: 1_000) }
            }
            #expect(kind(thrown) == wanted, "\(method): \(step) is \(thrown as Any)")
            #expect(server.requests.count <= 1)
        }
    }

    private func kind(_ error: BackupStoreError?) -> String {
        switch error {
        case .unavailable(_, let seconds): "unavailable \(seconds.map { "\($0)" } ?? "nil")"
        case .denied: "denied"
        case .broken: "broken"
        case .conflict: "conflict"
        case .tooLarge: "too large"
        case .io: "io"
        case nil: "fine"
        }
    }

    @Test func `is unavailable when it comes too late, or not whole`() async throws {
        let body = Array(repeating: UInt8(7), count: 100_000)
        for step in [
            ScriptedServer.Step.hang, .cut(200, [Self.tag], body, at: 60_000), .cut(200, [Self.tag], body, at: 0),
        ] {
            let server = try ScriptedServer([step, .answer(200, [Self.tag], body)])
            let store = try store(server, seconds: 1)
            let thrown = await #expect(throws: BackupStoreError.self) { try await store.get("a", bytesMax: 200_000) }
            #expect(kind(thrown) == "unavailable nil")
            #expect(try await store.get("a", bytesMax: 200_000) == StoredObject(bytes: body, version: Self.version))
        }
    }

    @Test func `is given up when the caller is cancelled`() async throws {
        let server = try ScriptedServer([.hang])
        let store = try store(server, seconds: 600)
        let task = Task { try await store.get("a", bytesMax: 9) }
        while server.requests.isEmpty { await Task.yield() }
        task.cancel()
        await #expect(throws: BackupStoreError.self) { try await task.value }
    }

    @Test func `is unavailable when nobody listens, and when the name is not known`() async throws {
        let closed = try ScriptedServer([]).origin
        for origin in [closed, "http://nowhere.invalid"] {
            let store = try S3BackupStore(
                configuration: S3Configuration(
                    place: #require(S3Place("s3://bucket")),
                    environment: ["S3_ENDPOINT": origin, "S3_ACCESS_KEY_ID": "k", "S3_SECRET_ACCESS_KEY": "s"]),
                limits: .usual)
            let thrown = await #expect(throws: BackupStoreError.self) { try await store.head("a") }
            #expect(kind(thrown) == "unavailable nil")
            #expect(thrown?.remedy.contains(origin) == true)
        }
    }

    @Test func `is refused when it is longer than was asked for`() async throws {
        for size in [11, 100_000, 5_000_000] {
            let server = try ScriptedServer([.answer(200, [Self.tag], [UInt8](repeating: 1, count: size))])
            await #expect(throws: BackupStoreError.tooLarge(key: "a", bytesMax: 10)) {
                try await store(server).get("a", bytesMax: 10)
            }
        }
    }

    @Test func `of HEAD says nothing of the bucket, so GET is asked once`() async throws {
        let server = try ScriptedServer([.answer(404, [], []), Self.error(404, "NoSuchBucket")])
        let store = try store(server)
        let thrown = await #expect(throws: BackupStoreError.self) { try await store.head("a") }
        #expect(kind(thrown) == "denied")
        server.play([.answer(404, [], []), Self.error(404, "NoSuchKey"), .answer(404, [], [])])
        #expect(try await store.head("a") == nil)
        #expect(try await store.head("b") == nil)
        #expect(server.requests.map(\.method) == ["HEAD", "GET", "HEAD", "GET", "HEAD"])
    }

    @Test func `that is old is noticed when it is to be replaced`() async throws {
        let server = try ScriptedServer([])
        let store = try store(server)
        server.play([.answer(200, [Self.tag], [1])])
        let old = try #require(try await store.get("manifest", bytesMax: 10))
        server.play([
            Self.error(412, "PreconditionFailed"), .answer(200, [Self.tag], []),
            Self.error(412, "PreconditionFailed"),
            .answer(200, [Self.tag], []), Self.error(412, "PreconditionFailed"),
        ])
        await #expect(throws: BackupStoreError.conflict(key: "manifest")) {
            try await store.put("manifest", [2], if: .ifVersion(old.version))
        }
        let last = try #require(server.requests.last)
        #expect(last.path == "/bucket/eaf/prod/manifest" && last.headers["if-match"] == "\"\(Self.version.text)\"")
    }

    @Test func `goes to the object, signed over what is sent`() async throws {
        let server = try ScriptedServer([.answer(200, [Self.tag], [])])
        #expect(try await store(server).put("log/1.zst", Array("hello\n".utf8), if: .always) == Self.version)
        let request = try #require(server.requests.first)
        #expect(request.method == "PUT" && request.path == "/bucket/eaf/prod/log/1.zst")
        #expect(request.body == Array("hello\n".utf8))
        #expect(
            request.headers["x-amz-content-sha256"]
                == "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03")
        #expect(request.headers["content-md5"] == "sZRqySSS0jR8YjW00mERhA==")
        let authorization = try #require(request.headers["authorization"])
        #expect(authorization.hasPrefix("AWS4-HMAC-SHA256 Credential=key/"))
        #expect(authorization.contains("/us-east-1/s3/aws4_request"))
        for name in ["host", "content-md5", "content-type", "x-amz-content-sha256", "x-amz-date"] {
            #expect(authorization.contains("\(name);") || authorization.contains("\(name),"), "\(name) is not signed")
        }
    }
}
