import Foundation

/// Requests over HTTP, loaded with wrk from another process: `health` against a bare Hummingbird route, and vitals.
enum HTTPBench {
    private static let rounds = 5
    private static let seconds = 2

    static func run() async throws {
        let folder = try Measure.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let ours = try BenchProcess("serve", folder: folder)
        let bare = try BenchProcess("bare", folder: folder)
        defer {
            ours.stop()
            bare.stop()
        }
        Measure.print("GET health against a bare Hummingbird route (wrk, 64 connections, 1 thread)")
        var ratios: [Double] = []
        for _ in 0..<rounds {
            let health = try load(ours, path: "/api/v1/health", connections: 64, script: nil)
            let constant = try load(bare, path: "/health", connections: 64, script: nil)
            ratios.append(health.rate / constant.rate)
            Measure.print(
                "  health \(Int(health.rate))/s, \(Measure.rounded(health.microseconds, 1)) µs CPU each; "
                    + "bare \(Int(constant.rate))/s, \(Measure.rounded(constant.microseconds, 1)) µs CPU each")
        }
        Measure.print("  ratio health / bare: \(Measure.rounded(Measure.median(ratios)))")
        let script = folder + "/vitals.lua"
        try """
        wrk.method = "POST"
        wrk.body = '{"name":"LCP","value":1834.5,"path":"/atelier-ecrit"}'
        wrk.headers["Content-Type"] = "application/json"
        """.write(toFile: script, atomically: true, encoding: .utf8)
        Measure.print("POST metrics/vitals, each report a durable record")
        for connections in [1, 16, 64] {
            let runs = try (0..<rounds).map { _ in
                try load(ours, path: "/api/v1/metrics/vitals", connections: connections, script: script)
            }
            Measure.print(
                "  \(connections) connections: \(Int(Measure.median(runs.map(\.rate))))/s, "
                    + "\(Measure.rounded(Measure.median(runs.map(\.microseconds)), 1)) µs CPU each")
        }
    }

    /// Requests a second, and the server's processor time for one.
    private static func load(
        _ server: BenchProcess, path: String, connections: Int, script: String?
    ) throws -> (rate: Double, microseconds: Double) {
        let wrk = Process()
        let output = Pipe()
        wrk.executableURL = URL(fileURLWithPath: "/usr/bin/wrk")
        wrk.arguments =
            ["-t1", "-c\(connections)", "-d\(seconds)s"] + (script.map { ["-s", $0] } ?? [])
            + ["http://127.0.0.1:\(server.port)\(path)"]
        wrk.standardOutput = output
        let before = Measure.processorSeconds(of: server.pid)
        try wrk.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        wrk.waitUntilExit()
        let used = Measure.processorSeconds(of: server.pid) - before
        let lines = text.split(separator: "\n")
        if let failures = lines.first(where: { $0.contains("Non-2xx") || $0.contains("Socket errors") }) {
            Measure.print("  \(failures)")
        }
        let rate = lines.first { $0.contains("Requests/sec") }?.split(separator: " ").last.flatMap { Double($0) } ?? 0
        let requests =
            lines.first { $0.contains("requests in") }?.split(separator: " ").first.flatMap { Double($0) } ?? 1
        return (rate, used / requests * 1e6)
    }
}
