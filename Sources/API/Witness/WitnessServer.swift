public import Events
import Foundation
import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore
import ServiceLifecycle
public import UnixSignals

/// A witness of logs, served over HTTP: what `eaf witness serve` runs. It shares nothing with the server of a log.
public struct WitnessServer: Sendable {
    /// What it takes from the command line.
    public struct Configuration: Sendable {
        public let host: String
        /// 0 takes a free one.
        public let port: Int
        public let statePath: String
        public let keyPath: String
        /// The name that it signs under.
        public let name: String
        /// The keys of the logs that it looks after.
        public let logs: [NoteVerifier]

        /// Gathers the members.
        public init(
            host: String, port: Int, statePath: String, keyPath: String, name: String, logs: [NoteVerifier]
        ) {
            self.host = host
            self.port = port
            self.statePath = statePath
            self.keyPath = keyPath
            self.name = name
            self.logs = logs
        }
    }

    private let configuration: Configuration
    private let witness: Witness
    private let logger: Logger

    /// Takes the state and the key, which are made the first time.
    ///
    /// - Throws: `WitnessError`, `ServerKeysError`.
    public init(_ configuration: Configuration, logger: Logger) throws {
        let files = POSIXFiles()
        let file = try WitnessFile(path: configuration.statePath, files: files)
        try file.prepare(keyPath: configuration.keyPath)
        let key = try Self.key(at: configuration.keyPath, files)
        let signer = NoteSigner(name: configuration.name, key: key, kind: .cosignature)
        self.configuration = configuration
        self.logger = logger
        witness = try Witness(of: configuration.logs, signer: signer, file: file)
    }

    /// The public key that checks what is signed here (vkey).
    public var verifierKey: String { witness.verifier.text }

    /// Answers until it is told to stop.
    ///
    /// - Throws: `StartError` when the address cannot be listened on.
    public func run(
        signals: [UnixSignal], onListening: @escaping @Sendable (_ host: String, _ port: Int) async -> Void
    ) async throws {
        let idle = Server.idleSeconds
        let host = configuration.host
        let application = Application(
            router: Self.router(witness, clock: .real),
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [RequestPace(graceSeconds: idle), AnswerPace(graceSeconds: idle)],
                    idleTimeout: .seconds(Int64(idle)))),
            configuration: .init(address: .hostname(host, port: configuration.port), serverName: nil),
            onServerRunning: { channel in
                guard let port = channel.localAddress?.port else { return }
                await onListening(host, port)
            }, logger: logger)
        do {
            try await application.runService(gracefulShutdownSignals: signals)
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw StartError.portTaken(configuration.port)
        } catch let error as IOError where [EACCES, EADDRNOTAVAIL].contains(error.errnoCode) {
            throw StartError.cannotListen("Impossible d'écouter sur \(host), port \(configuration.port).")
        }
    }

    static func router(_ witness: Witness, clock: SystemClock) -> Router<AppContext> {
        let router = Router(context: AppContext.self)
        router.add(
            middleware: RequestScope(
                headers: SecurityHeaders(isSecure: false),
                routes: RouteTable([.init(method: "POST", path: "/add-checkpoint")])))
        WitnessController(witness: witness, clock: clock).addRoutes(to: router)
        return router
    }

    private static func key(at path: String, _ files: any FileLayer) throws(ServerKeysError) -> SigningKey {
        let url = URL(fileURLWithPath: path)
        let file = KeyFile(
            directory: url.deletingLastPathComponent().path, name: url.lastPathComponent, dependents: [], files: files
        )
        return try file.loadOrMake(
            missing: .malformed(path: path), parse: { SigningKey($0) }, make: { SigningKey.random().text })
    }
}
