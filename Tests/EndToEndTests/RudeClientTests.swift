import Foundation
import Testing

@Suite struct `Clients without manners` {
    /// The server's idle limit is 30 s; more is given to a computer that is busy.
    private static let closedWithinSeconds = 50.0

    @Test func `who send a byte a second are closed, and two hundred idle ones hold nobody up`() async throws {
        let place = try Place()
        let server = try await RunningServer(place)
        let idle = try (0..<200).map { _ in try RawConnection(port: server.port) }
        let pupil = try await server.registered("poli@essai.example")
        let upload = try await pupil.head(ofUploadTo: pupil.newEpreuve(), bytes: SampleCopie.pdf.form.count)
        let beginnings: [(String, [UInt8])] = [
            (
                "",
                Array(
                    "GET /api/v1/health HTTP/1.1\r\nHost: essai\r\nX-Lent: \(String(repeating: "a", count: 500))".utf8
                )
            ),
            (
                "POST /api/v1/auth/login HTTP/1.1\r\nHost: essai\r\nContent-Length: 900\r\n\r\n",
                Array("{\"email\":\"\(String(repeating: "a", count: 800))".utf8)
            ),
            (upload, SampleCopie.pdf.form),
            // Answered at once with 401; what follows is nobody's any more.
            (
                "POST /api/v1/epreuves/x/copie HTTP/1.1\r\nHost: essai\r\nContent-Length: 9000\r\n\r\n",
                Array(repeating: 0x61, count: 900)
            ),
        ]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (head, rest) in beginnings {
                group.addTask { try await trickle(rest, after: head, to: server) }
            }
            group.addTask {
                // Somebody with manners, all the while.
                for _ in 0..<100 {
                    #expect(try await pupil.get("auth/me").status == 200)
                    try await Task.sleep(for: .milliseconds(300))
                }
            }
            try await group.waitForAll()
        }
        try await eventually("idle connections are closed") { idle.allSatisfy { $0.receive() == nil } }
        #expect(try place.files().keys.filter { $0.hasSuffix(".tmp") } == [])
        #expect(try await server.stop() == 0)
        #expect(!server.child.errors.contains(#""level":"error""#), "\(server.child.errors)")
    }

    private func trickle(_ bytes: [UInt8], after head: String, to server: RunningServer) async throws {
        let connection = try RawConnection(port: server.port)
        connection.send(head)
        let began = ContinuousClock.now
        for byte in bytes {
            // Sending fails once the other end has answered bytes that it no longer wants.
            guard connection.send([byte]), connection.receive() != nil else { return }
            try #require(
                ContinuousClock.now - began < .seconds(Self.closedWithinSeconds), "still open: \(head.prefix(40))")
            try await Task.sleep(for: .seconds(1))
        }
        Issue.record("every byte was taken: \(head.prefix(40))")
    }

    @Test(arguments: RudeRequest.all)
    func `get an error and not the server`(_ request: RudeRequest) async throws {
        let server = try await RunningServer(try Place())
        let connection = try RawConnection(port: server.port)
        // In pieces: the socket takes no megabyte at once.
        var rest = request.bytes[...]
        var answer = ""
        try await eventually("\(request) is answered") {
            while !rest.isEmpty, connection.send(Array(rest.prefix(16_384))) { rest = rest.dropFirst(16_384) }
            guard let more = connection.receive() else { return true }
            answer += more
            return answer.contains("\r\n\r\n")
        }
        #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 4"), "\(request): \(answer.prefix(200))")
        #expect(!answer.contains("root:"))
        #expect(try await server.client().get("health").status == 200)
        #expect(try await server.stop() == 0)
    }

    @Test func `who send garbage behind a good request get one good answer`() async throws {
        let server = try await RunningServer(try Place())
        let connection = try RawConnection(port: server.port)
        let good = "GET /api/v1/health/live HTTP/1.1\r\nHost: e\r\n\r\n"
        connection.send(good + good + "\u{0}\u{7}garbage\r\n\r\n" + good)
        let answers = try await connection.everything()
        #expect(answers.components(separatedBy: "HTTP/1.1 200").count == 3, "\(answers)")
        #expect(try await server.client().get("health").status == 200)
    }
}
