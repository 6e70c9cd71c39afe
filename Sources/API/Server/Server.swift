import Events
import Foundation
import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore
import ServiceLifecycle
public import UnixSignals

/// The whole server: opens log, vault and stores, and runs HTTP, metrics, control socket, snapshots and the correction worker until
/// it is told to stop.
public struct Server: Sendable {
    /// Connections that may be open at once; more wait in the listen queue.
    static let connectionsMax = 4_096
    /// A connection that sends or takes nothing for so long is closed: a slow client holds nothing up.
    static let idleSeconds = 30

    let configuration: ServerConfiguration
    let state: ServerState
    let clock: SystemClock
    let logger: Logger
    let registry: PrometheusRegistry
    /// False for load measurements: every request comes from one address then.
    let limitsRates: Bool
    /// Tests of the bounds have other ones.
    var auditLimits = AuditLimits.standard

    /// Opens everything that a server stands on.
    ///
    /// - Throws: `StartError`, `ServerKeysError`.
    public static func open(
        _ configuration: ServerConfiguration, registry: PrometheusRegistry, logger: Logger, limitsRates: Bool = true
    ) async throws -> Server {
        let state = try await ServerState.open(configuration, clock: .real, files: POSIXFiles(), logger: logger)
        let server = Server(
            configuration: configuration, state: state, clock: .real, logger: logger, registry: registry,
            limitsRates: limitsRates)
        do {
            try await server.askWitnesses()
        } catch {
            state.writer.stop()
            throw error
        }
        return server
    }

    /// - Throws: `StartError` when a witness knows of more, or of another history.
    func askWitnesses() async throws(StartError) {
        guard !configuration.witnesses.isEmpty, let signed = state.tree.signed else { return }
        let published = PublishedLog(signed, eventlog: configuration.eventlogDirectory, files: POSIXFiles())
        try await WitnessCheck(
            witnesses: configuration.witnesses, published: published, head: state.log.headSeen, logger: logger
        ).run()
    }

    /// Nil without witnesses: a service that has nothing to do must not end, which would end the others.
    private func witnessService(_ parts: ServerParts, _ news: CheckpointNews) -> WitnessService? {
        guard !configuration.witnesses.isEmpty else { return nil }
        return WitnessService(
            witnesses: configuration.witnesses, publications: parts.publications, store: state.store,
            health: parts.witnessHealth, news: news, clock: clock, sleeper: .real, logger: logger)
    }

    /// With signs of life, which go on until everything else has stopped; that the process stops is told before anything does.
    private func supervised(
        _ services: [any Service], by supervisor: Supervisor?, _ parts: [VitalPart]
    ) -> [any Service] {
        guard let supervisor else { return services }
        let watchdog = supervisor.watchdogSeconds.map { seconds in
            WatchdogService(supervisor: supervisor, seconds: seconds, parts: parts, logger: logger)
        }
        return (watchdog.map { [$0] } ?? []) + services + [StopNotice(supervisor: supervisor)]
    }

    /// Serves until the task is cancelled or the process is told to stop; then finishes what is under way and closes the log.
    ///
    /// - Parameter onListening: told the address once requests are answered.
    /// - Throws: what a service throws, for example that the port is taken.
    public func run(
        signals: [UnixSignal], onListening: @escaping @Sendable (_ host: String, _ port: Int) async -> Void
    ) async throws {
        // Whatever ends the services, the last commit is made and the thread ends.
        defer { state.writer.stop() }
        try ControlSocket.check(configuration.dataDirectory)
        let parts = try await ServerParts(self)
        try await parts.putInOrder()
        let supervisor = Supervisor.ofThisProcess(logger: logger)
        let http = Application(
            router: parts.router.build(),
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [
                        RequestPace(graceSeconds: Self.idleSeconds), AnswerPace(graceSeconds: Self.idleSeconds),
                    ],
                    idleTimeout: .seconds(Int64(Self.idleSeconds)))),
            configuration: .init(
                address: .hostname(configuration.host, port: configuration.port), serverName: nil, backlog: 1_024,
                availableConnectionsDelegate: MaximumAvailableConnections(Self.connectionsMax)),
            onServerRunning: { channel in
                guard let address = channel.localAddress, let port = address.port else { return }
                await onListening(configuration.host, port)
                supervisor?.tell(.ready(status: "à l'écoute, port \(port)"))
            }, logger: logger)
        let control = ControlSocket(
            path: ControlSocket.path(in: configuration.dataDirectory), control: parts.control, logger: logger)
        let vital: [VitalPart] = [
            .writer(state.writer, turns: state.shared?.log.pulse), .eventLoops(http.eventLoopGroup),
        ]
        // Who only corrects answers no search.
        let search = SearchIndexService(search: parts.search, store: state.store, logger: logger)
        try await run(
            supervised(backgroundServices(parts) + [search, control, http], by: supervisor, vital), signals)
    }

    /// Corrects copies, and nothing else, until the process is told to stop.
    ///
    /// - Parameter onReady: called once copies are taken.
    /// - Throws: `StartError` without a database: the log in files is its server's alone.
    public func runWorker(signals: [UnixSignal], onReady: @escaping @Sendable () async -> Void) async throws {
        defer { state.writer.stop() }
        guard let shared = state.shared else { throw StartError.noSharedLog }
        let parts = try await ServerParts(self)
        try await parts.putInOrder()
        let supervisor = Supervisor.ofThisProcess(logger: logger)
        let services = supervised(
            backgroundServices(parts), by: supervisor, [.writer(state.writer, turns: shared.log.pulse)])
        await onReady()
        supervisor?.tell(.ready(status: "prend les copies qui attendent"))
        try await run(services, signals)
    }

    /// What runs beside requests. Started in this order, stopped in the reverse: no request comes in while what it needs is going
    /// down.
    private func backgroundServices(_ parts: ServerParts) -> [any Service] {
        let news = CheckpointNews()
        var services: [any Service] = [
            IntegrationService(
                tree: state.tree, store: state.store, health: parts.treeHealth, news: news, clock: clock,
                logger: logger),
            SnapshotService(
                store: state.store, log: state.log, snapshots: state.snapshots,
                last: state.snapshotPosition,
                shared: state.shared.map {
                    SharedSnapshots(table: $0.snapshots, files: state.snapshots, logger: logger)
                }, logger: logger),
            ErasureService(eraser: parts.eraser, logger: logger),
        ]
        services += parts.storageServices
        // The last to stop: it has the last checkpoint cosigned.
        if let witnesses = witnessService(parts, news) { services.insert(witnesses, at: 0) }
        // Whatever is still being done hears what others do.
        if let watch = parts.watch { services.insert(watch, at: 0) }
        if let shared = state.shared {
            services.insert(SharedUpkeep(shared, store: state.store), at: 0)
            services.insert(LogMarkService(shared, logger: logger), at: 0)
        }
        if let worker = parts.worker { services.append(worker) }
        if let port = configuration.metricsPort {
            services.append(MetricsApplication.make(registry: registry, port: port, logger: logger))
        }
        return services
    }

    private func run(_ services: [any Service], _ signals: [UnixSignal]) async throws {
        logger.security(.systemStarted, metadata: ["version": "\(EAFVersion.current)"])
        var group = ServiceGroupConfiguration(services: services, gracefulShutdownSignals: signals, logger: logger)
        group.maximumGracefulShutdownDuration = Duration.seconds(Int64(configuration.shutdownSeconds))
        do {
            try await ServiceGroup(configuration: group).run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw StartError.portTaken(configuration.port)
        } catch let error as IOError where [EACCES, EADDRNOTAVAIL].contains(error.errnoCode) {
            throw StartError.cannotListen(
                "Impossible d'écouter sur \(configuration.host), port \(configuration.port). Corrigez HOST et PORT."
            )
        }
        logger.security(.systemStopped, metadata: [:])
    }
}
