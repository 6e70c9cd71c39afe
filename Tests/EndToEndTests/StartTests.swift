import Events
import Foundation
import Glibc
import Testing

@Suite struct `Starting and stopping` {
    @Test func `a start says where it listens and nothing else, and SIGTERM ends it with 0`() async throws {
        let place = try Place()
        let server = try await RunningServer(place)
        #expect(server.child.output.wholeMatch(of: /listening on http:\/\/127\.0\.0\.1:[0-9]+\n/) != nil)
        #expect(try await server.client().get("health").status == 200)
        #expect(try await server.stop() == 0)
        #expect(server.child.output == "listening on \(server.origin)\n")
        #expect(!FileManager.default.fileExists(atPath: place.data + "/control.sock"))
    }

    @Test func `SIGINT ends it too, and a start after it finds everything`() async throws {
        let place = try Place()
        let first = try await RunningServer(place)
        let pupil = try await first.registered("sigint@essai.example")
        first.child.signal(SIGINT)
        #expect(try await first.child.ended() == 0)
        let second = try await RunningServer(place)
        #expect(try await pupil.at(second.origin).get("auth/me")["email"] == "sigint@essai.example")
    }

    @Test func `stopping in a storm of writes loses nothing that was acknowledged`() async throws {
        let place = try Place()
        let server = try await RunningServer(place)
        let teacher = try await server.teacher()
        let counts = await withTaskGroup(of: (acknowledged: Int, asked: Int).self) { group in
            for _ in 0..<6 { group.addTask { await storm(server) } }
            group.addTask {
                try? await eventually("some are written") {
                    (try? LogFile(place).of("vital.reported").count) ?? 0 > 100
                }
                server.child.signal(SIGTERM)
                return (0, 0)
            }
            return await group.reduce((0, 0)) { ($0.0 + $1.acknowledged, $0.1 + $1.asked) }
        }
        #expect(try await server.child.ended() == 0)
        let second = try await RunningServer(place)
        let vitals = try #require(
            try await teacher.at(second.origin).get("metrics/vitals").object["vitals"] as? [String: [String: Any]])
        let count = try #require(vitals["LCP"]?["count"] as? Int)
        #expect(count >= counts.0 && count <= counts.1 && counts.0 > 100)
    }

    /// Reports until the server takes no connection any more. Every answer must be one of success, or that it is stopping.
    private func storm(_ server: RunningServer) async -> (acknowledged: Int, asked: Int) {
        let client = server.client()
        var acknowledged = 0
        var asked = 0
        while true {
            asked += 1
            guard let answer = try? await client.send("POST", "metrics/vitals", ["name": "LCP", "value": 1_000])
            else {
                return (acknowledged, asked)
            }
            if answer.status == 200 { acknowledged += 1 } else { #expect(answer.status == 503, "\(answer.text)") }
        }
    }

    @Test func `an upload under way when SIGTERM comes is completed`() async throws {
        let place = try Place()
        let server = try await RunningServer(place, environment: ["EAF_WORKER": "false"])
        let pupil = try await server.registered("lent@essai.example")
        let upload = try await HalfUpload.begin(by: pupil, on: server, at: place)
        server.child.signal(SIGTERM)
        try await eventually("no connection is taken any more") { (try? RawConnection(port: server.port)) == nil }
        #expect(server.child.isRunning)
        let answer = try await upload.finish()
        #expect(answer.hasPrefix("HTTP/1.1 202"))
        #expect(try await server.child.ended() == 0)
        let second = try await RunningServer(place)
        let copies = try await pupil.at(second.origin).get("copies").object["copies"] as? [[String: Any]]
        let id = try #require(copies?.first?["copieId"] as? String)
        #expect(copies?.count == 1 && answer.contains(id))
    }

    @Test func `an upload that never ends does not keep the server up, and leaves nothing`() async throws {
        let place = try Place()
        let server = try await RunningServer(
            place, environment: ["EAF_SHUTDOWN_SECONDS": "2", "EAF_WORKER": "false"])
        let pupil = try await server.registered("jamais@essai.example")
        let upload = try RawConnection(port: server.port)
        upload.send(try await pupil.head(ofUploadTo: pupil.newEpreuve(), bytes: 40_000))
        upload.send(Array(SampleCopie.pdf.form.prefix(20_000)))
        try await eventually("the file is being received") {
            try FileManager.default.contentsOfDirectory(atPath: place.blobs).contains { $0.hasSuffix(".tmp") }
        }
        server.child.signal(SIGTERM)
        #expect(try await server.child.ended(withinSeconds: 20) == 0, "\(server.child.errors)")
        let second = try await RunningServer(place)
        #expect(try await pupil.at(second.origin).get("copies").object["copies"] as? [String] == [])
        #expect(try place.files().keys.filter { $0.hasSuffix(".tmp") } == [])
    }
}

extension Client {
    /// The head of a request that hands in a copie, for a connection that sends the body as it likes.
    func head(ofUploadTo epreuve: String, bytes: Int) -> String {
        "POST /api/v1/epreuves/\(epreuve)/copie HTTP/1.1\r\nHost: essai\r\nContent-Type: \(SampleCopie.formType)\r\n"
            + "Content-Length: \(bytes)\r\n\(session)\r\n"
    }
}
