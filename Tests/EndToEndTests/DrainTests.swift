import Foundation
import Glibc
import Testing

@Suite struct `A server that drains` {
    private static let count = 8

    /// Every kind of request that takes its time is under way when SIGTERM comes.
    @Test func `answers every request that it has taken`() async throws {
        let place = try Place()
        let server = try await RunningServer(place, environment: ["EAF_WORKER": "false"])
        let pupil = try await server.registered("drain@essai.example")
        let form = SampleCopie.pdf.form
        var uploads: [RawConnection] = []
        for _ in 0..<3 {
            let upload = try RawConnection(port: server.port)
            upload.send(try await pupil.head(ofUploadTo: pupil.newEpreuve(), bytes: form.count))
            upload.send(Array(form.prefix(form.count / 2)))
            uploads.append(upload)
        }
        try await eventually("the files are being received") {
            try FileManager.default.contentsOfDirectory(atPath: place.blobs).count { $0.hasSuffix(".tmp") } == 3
        }
        // Heads that have arrived whole, and bodies of which a byte is missing.
        let body = #"{"name":"LCP","value":1000}"#
        var vitals: [RawConnection] = []
        for _ in 0..<Self.count {
            let connection = try RawConnection(port: server.port)
            connection.send(
                "POST /api/v1/metrics/vitals HTTP/1.1\r\nHost: essai\r\nContent-Type: application/json\r\n"
                    + "Content-Length: \(body.utf8.count)\r\n\r\n\(body.dropLast())")
            vitals.append(connection)
        }
        // A connection that was used, and is kept open, says that the ones before it were taken.
        let idle = try RawConnection(port: server.port)
        idle.send("GET /api/v1/health/live HTTP/1.1\r\nHost: essai\r\n\r\n")
        try await eventually("the server has answered on it") { idle.receive()?.isEmpty == false }
        try await Task.sleep(for: .milliseconds(200))
        server.child.signal(SIGTERM)
        try await eventually("no connection is taken any more") { (try? RawConnection(port: server.port)) == nil }
        for upload in uploads { upload.send(Array(form.dropFirst(form.count / 2))) }
        for connection in vitals { connection.send(String(body.suffix(1))) }
        for upload in uploads { #expect(try await upload.everything().hasPrefix("HTTP/1.1 202")) }
        for connection in vitals { #expect(try await connection.everything().hasPrefix("HTTP/1.1 200")) }
        #expect(try await idle.everything() == "", "a connection without a request is closed")
        #expect(try await server.child.ended() == 0)
        let log = try LogFile(place)
        #expect(log.of("vital.reported").count == Self.count)
        #expect(log.of("copie.uploaded").count == 3)
    }
}
