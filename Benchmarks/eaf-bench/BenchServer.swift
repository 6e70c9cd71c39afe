import API
import Events
import Foundation
import Hummingbird
import Logging
import UnixSignals

/// The servers that are measured: ours without rate limits, and a bare Hummingbird route.
enum BenchServer {
    static func configuration(in folder: String) throws -> ServerConfiguration {
        try EnvironmentReader(
            environment: [:],
            overrides: [
                "EAF_EVENTLOG_DIR": folder + "/eventlog", "EAF_DATA_DIR": folder + "/data", "PORT": "0",
                "LOG_LEVEL": "info",
            ]
        ).configuration()
    }

    static func openState(in folder: String) async throws -> ServerState {
        try await ServerState.open(
            try configuration(in: folder), clock: .real, files: POSIXFiles(), logger: quiet)
    }

    static var quiet: Logger { Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() } }

    /// `eaf-bench serve`: as `eaf serve`, in the folder that the environment names, without rate limits.
    static func serve() async throws {
        LoggingSystem.bootstrap { label in
            JSONLogHandler(label: label, level: .info, metadataProvider: nil, sink: DescriptorLogSink.standardError)
        }
        let folder = ProcessInfo.processInfo.environment["BENCH_FOLDER"] ?? "."
        let server = try await Server.open(
            try configuration(in: folder), registry: .forProduct(), logger: Logger(label: "eaf"), limitsRates: false)
        try await server.run(signals: [.sigterm]) { _, port in Measure.print("\(port)") }
    }

    /// `eaf-bench bare`: one route that answers a constant.
    static func bare() async throws {
        let router = Router()
        router.get("health") { _, _ in "ok" }
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in Measure.print("\(channel.localAddress?.port ?? 0)") }, logger: quiet)
        try await application.runService()
    }
}
