import Events
import Foundation
import Hummingbird
import HummingbirdTesting
import Logging

@testable import API

/// A directory with a log, vault and blobs, in which a server can be started again and again; removed at the end.
final class ServerFolder: Sendable {
    /// What a test wants otherwise than usual.
    struct Options: Sendable {
        var setup = TestingSetup.router
        /// Tests other than those of limits ask more often than anybody may.
        var limitsRates = false
        var environment: [String: String] = [:]
        var auditLimits = AuditLimits.standard
    }

    let path = FileManager.default.temporaryDirectory.path + "/eaf-api-\(UUID().uuidString)"
    let clock = MovableClock()
    let files: RefusingFiles

    init(files: RefusingFiles = RefusingFiles()) throws {
        self.files = files
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var logPath: String { path + "/eventlog" }
    var dataPath: String { path + "/data" }

    /// Starts a server here, gives it to `body` and stops it: what a restart is made of.
    func serve<Value: Sendable>(
        _ options: Options = Options(), _ body: @Sendable (TestServer) async throws -> Value
    ) async throws -> Value {
        await ServerPermits.shared.take()
        let result: Result<Value, any Error>
        do { result = .success(try await run(options, body)) } catch { result = .failure(error) }
        await ServerPermits.shared.giveBack()
        return try result.get()
    }

    private func run<Value: Sendable>(
        _ options: Options, _ body: @Sendable (TestServer) async throws -> Value
    ) async throws -> Value {
        let logger = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }
        return try await withLogger(logger) { logger in
            let state = try await open(options, logger)
            defer { state.writer.stop() }
            let server = Server(
                configuration: try configuration(options), state: state, clock: clock.system, logger: logger,
                registry: PrometheusRegistry(help: [:], buckets: [:]), limitsRates: options.limitsRates,
                auditLimits: options.auditLimits)
            let parts = try await ServerParts(server)
            try await parts.putInOrder()
            let application = Application(
                router: parts.router.build(),
                server: .http1(configuration: .init(idleTimeout: .seconds(Int64(Server.idleSeconds)))),
                logger: logger)
            return try await application.test(options.setup) { client in
                try await body(
                    TestServer(
                        folder: self, state: state, backend: parts.backend, audit: parts.router.audit.tools,
                        control: parts.control, search: parts.search, client: client))
            }
        }
    }

    private func configuration(_ options: Options) throws -> ServerConfiguration {
        let own = [
            "EAF_EVENTLOG_DIR": logPath, "EAF_DATA_DIR": dataPath, "EAF_MASTER_KEY": Reading.masterKey,
            "EAF_WORKER": "false", "MAX_UPLOAD_SIZE_MB": "1",
        ]
        return try Reading.configuration(own.merging(options.environment) { _, given in given })
    }

    private func open(_ options: Options, _ logger: Logger) async throws -> ServerState {
        try FileManager.default.createDirectory(atPath: dataPath, withIntermediateDirectories: true)
        return try await ServerState.open(
            configuration(options), clock: clock.system, files: files, logger: logger)
    }

    /// The log's bytes, segment after segment.
    func logText() throws -> String {
        let segments = try FileManager.default.contentsOfDirectory(atPath: logPath + "/segments").sorted()
        return try segments.map { try String(contentsOfFile: "\(logPath)/segments/\($0)", encoding: .utf8) }.joined()
    }

    /// Paths under the folder of copies: blobs and leftovers.
    func blobs() -> [String] {
        let root = dataPath + "/uploads/copies"
        return (FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? [])
            .filter { $0.hasSuffix(".tmp") || $0.contains("/") }.sorted()
    }
}
