import Foundation
import Glibc
import Testing

/// `eaf serve` under a service manager that wants to be told: what `Type=notify` and `WatchdogSec` stand on.
@Suite struct `Under a service manager` {
    private static let watchdogSeconds = 0.9

    private func server(_ place: Place, _ listener: DatagramListener) async throws -> RunningServer {
        try await RunningServer(
            place,
            environment: [
                "NOTIFY_SOCKET": listener.name, "WATCHDOG_USEC": "\(Int(Self.watchdogSeconds * 1_000_000))",
                "EAF_WORKER": "false",
            ])
    }

    /// How many signs of life come within a time.
    private func signs(_ listener: DatagramListener, withinSeconds seconds: Double) async throws -> Int {
        _ = listener.received()
        try await Task.sleep(for: .seconds(seconds))
        return listener.received().count { $0 == "WATCHDOG=1" }
    }

    @Test func `a server says when it is ready, that it lives, and that it stops`() async throws {
        let place = try Place()
        let listener = try DatagramListener(place.path + "/notify")
        let server = try await server(place, listener)
        var told: [String] = []
        try await eventually("it says that it is ready, and lives") {
            told += listener.received()
            return told.contains { $0.hasPrefix("READY=1\n") } && told.count { $0 == "WATCHDOG=1" } > 2
        }
        #expect(told.contains("READY=1\nSTATUS=à l'écoute, port \(server.port)"))
        #expect(!told.contains { $0.hasPrefix("STOPPING") })
        #expect(try await server.stop() == 0)
        told = listener.received()
        #expect(told.count { $0.hasPrefix("STOPPING=1\n") } == 1)
        #expect(!server.child.errors.contains("service manager not told"))
    }

    @Test func `signs go on while it drains`() async throws {
        let place = try Place()
        let listener = try DatagramListener(place.path + "/notify")
        let server = try await server(place, listener)
        let pupil = try await server.registered("lent@essai.example")
        let upload = try await HalfUpload.begin(by: pupil, on: server, at: place)
        server.child.signal(SIGTERM)
        try await eventually("it says that it stops") { listener.received().contains { $0.hasPrefix("STOPPING=1") } }
        #expect(try await signs(listener, withinSeconds: 2) > 2)
        #expect(try await upload.finish().hasPrefix("HTTP/1.1 202"))
        #expect(try await server.child.ended() == 0)
    }

    /// A disk that hangs: every sync of the server's takes longer than the manager waits.
    @Test func `no sign comes while the writer hangs, and the server says what does`() async throws {
        let place = try Place()
        let listener = try DatagramListener(place.path + "/notify")
        let server = try await server(place, listener)
        let seconds = 4.0
        #expect(try await signs(listener, withinSeconds: seconds) > 8, "without a fault they come")
        let strace = try Child(
            "/usr/bin/strace",
            [
                "-f", "-o", "/dev/null", "-p", "\(server.child.pid)", "-e", "trace=fdatasync,fsync", "-e",
                "inject=fdatasync,fsync:delay_enter=\(Int(seconds * 1_000_000))",
            ], in: place.path, environment: [:])
        try await eventually("strace looks") { strace.errors.contains("attached") }
        async let answer = server.client().send("POST", "metrics/vitals", ["name": "LCP", "value": 1_000])
        try await eventually("it says that the writer hangs") {
            server.child.errors.contains("a vital part does not answer")
        }
        #expect(server.child.errors.contains(#""part":"writer""#), "\(server.child.errors)")
        #expect(try await signs(listener, withinSeconds: Self.watchdogSeconds) == 0)
        // It comes back by itself when the disk does.
        #expect(try await answer.status == 200)
        strace.signal(SIGKILL)
        try await strace.ended()
        #expect(try await signs(listener, withinSeconds: 2) > 2)
        #expect(try await server.stop() == 0)
    }
}
