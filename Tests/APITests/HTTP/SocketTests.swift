import HummingbirdTesting
import Testing

@testable import API

@Suite struct `Over a socket` {
    private static let live = ServerFolder.Options(setup: .live)

    private func head(_ line: String, _ browser: Browser? = nil, _ fields: [String]) -> [UInt8] {
        var lines = [line + " HTTP/1.1", "Host: localhost"] + fields
        if let browser {
            lines.append("Cookie: " + browser.cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; "))
            lines.append("X-CSRF-Token: \(browser.cookies["eaf_csrf"] ?? "")")
        }
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    }

    private func chunk(_ bytes: [UInt8]) -> [UInt8] {
        Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + Array("\r\n".utf8)
    }

    @Test func `the whole story works`() async throws {
        try await TestServer.run(Self.live) { server in
            let pupil = try await server.pupil()
            let (epreuve, copie) = try await server.corrected(pupil, note: 12)
            let read = try await pupil.get("epreuves/\(epreuve)/copie/\(copie)")
            #expect(read["correction"]["note"] == 12)
            let tag = try #require(read.header("ETag"))
            let again = try await pupil.get(
                "epreuves/\(epreuve)/copie/\(copie)", headers: ["If-None-Match": tag])
            #expect(again.status == 304)
            #expect(try await pupil.post("auth/logout").status == 200)
        }
    }

    @Test func `an upload without a length is stopped when it is too long`() async throws {
        try await TestServer.run(Self.live) { server in
            let pupil = try await server.pupil()
            let epreuve = try await server.generate(pupil)
            let log = server.head
            let png = try SampleFile.bytes("page.png")
            let form = FormBody.file(png + Array(repeating: 0, count: 2 << 20), type: "image/png")
            let begin = head(
                "POST /api/v1/epreuves/\(epreuve)/copie", pupil,
                ["Content-Type: \(FormBody.type)", "Transfer-Encoding: chunked"])
            let answer = await RawConnection(port: try #require(server.client.port)).exchange(
                [begin, chunk(form), Array("0\r\n\r\n".utf8)], until: "\r\n\r\n{")
            #expect(answer.hasPrefix("HTTP/1.1 413 "), "\(answer.prefix(200))")
            #expect(server.head == log)
            #expect(server.folder.blobs() == [])
        }
    }

    @Test func `chunked JSON is read, and stopped beyond 64 KiB`() async throws {
        try await TestServer.run(Self.live) { server in
            let port = try #require(server.client.port)
            let begin = head("POST /api/v1/metrics/vitals", nil, ["Transfer-Encoding: chunked", "Connection: close"])
            let good = await RawConnection(port: port).exchange([
                begin, chunk(Array(#"{"name":"LCP","#.utf8)), chunk(Array(#""value":1}"#.utf8)),
                Array("0\r\n\r\n".utf8),
            ])
            #expect(good.hasPrefix("HTTP/1.1 200 "))
            let large = await RawConnection(port: port).exchange(
                [begin, chunk(Array(repeating: 0x20, count: 70_000)), Array("0\r\n\r\n".utf8)])
            #expect(large.hasPrefix("HTTP/1.1 413 "), "\(large.prefix(200))")
        }
    }

    @Test func `a form that breaks off leaves nothing`() async throws {
        try await TestServer.run(Self.live) { server in
            let pupil = try await server.pupil()
            let epreuve = try await server.generate(pupil)
            let log = server.head
            let form = FormBody.file(try SampleFile.bytes("page.png"), type: "image/png")
            let begin = head(
                "POST /api/v1/epreuves/\(epreuve)/copie", pupil,
                ["Content-Type: \(FormBody.type)", "Content-Length: \(form.count + 5_000)"])
            // More is promised than comes.
            _ = await RawConnection(port: try #require(server.client.port)).exchange([begin, form], closes: true)
            let deadline = ContinuousClock.now + .seconds(10)
            while server.folder.blobs() != [], ContinuousClock.now < deadline {
                try await Task.sleep(for: .milliseconds(5))
            }
            #expect(server.folder.blobs() == [])
            #expect(server.head == log)
            _ = try await server.handIn(pupil, to: epreuve)
        }
    }

    @Test func `a length that promises less than comes makes half a form`() async throws {
        try await TestServer.run(Self.live) { server in
            let pupil = try await server.pupil()
            let epreuve = try await server.generate(pupil)
            let form = FormBody.file(try SampleFile.bytes("page.png"), type: "image/png")
            let begin = head(
                "POST /api/v1/epreuves/\(epreuve)/copie", pupil,
                ["Content-Type: \(FormBody.type)", "Content-Length: 2000", "Connection: close"])
            let answer = await RawConnection(port: try #require(server.client.port)).exchange([begin, form])
            #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 400 "), "\(answer.prefix(200))")
            #expect(server.folder.blobs() == [])
        }
    }

    @Test func `what is no HTTP is refused, and the server goes on`() async throws {
        try await TestServer.run(Self.live) { server in
            let port = try #require(server.client.port)
            for text in [
                "n'importe quoi\r\n\r\n", "GET / HTTP/9.9\r\n\r\n",
                "POST /api/v1/metrics/vitals HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
                "POST /api/v1/metrics/vitals HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\nX: \(String(repeating: "a", count: 200_000))\r\n\r\n",
            ] {
                let answer = await RawConnection(port: port).exchange([Array(text.utf8)], closes: true)
                #expect(!answer.hasPrefix("HTTP/1.1 2"), "\(answer.prefix(120))")
            }
            let health = try await server.visitor().get("health")
            #expect(health.status == 200)
        }
    }
}
