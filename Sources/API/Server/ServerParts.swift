import Events
import Foundation
import Logging
import Metrics
import Projections

/// The parts of a running server, put together.
struct ServerParts {
    let backend: Backend
    let router: APIRouter
    let worker: CorrectionWorker?
    let treeHealth: TreeHealth
    private let blobs: LocalBlobStore
    private let server: Server
    private let temporaryRoot: String

    init(_ server: Server) async throws {
        self.server = server
        let configuration = server.configuration
        let state = server.state
        let files = POSIXFiles()
        temporaryRoot = configuration.dataDirectory + "/tmp"
        try files.makeDirectory(temporaryRoot)
        let temporaryRoot = URL(fileURLWithPath: temporaryRoot).path
        blobs = try LocalBlobStore(
            directory: configuration.dataDirectory + "/uploads/copies", keys: state.vault, files: files)
        treeHealth = TreeHealth(state.tree)
        backend = Backend(configuration, state, clock: server.clock, limitsRates: server.limitsRates)
        let contents = CopieContents(log: state.log, keys: state.vault, blobs: blobs)
        let limits = ReadingLimits()
        let origin = configuration.origin(boundPort: configuration.port)
        router = APIRouter(
            backend: backend, bank: try .bundled(),
            uploader: CopieUploader(
                blobs: blobs, inspector: CopieInspector(limits: limits, temporaryRoot: temporaryRoot),
                fileBytesMax: configuration.uploadBytesMax, clock: server.clock),
            texts: contents,
            health: HealthController(
                checks: HealthChecks(
                    writer: state.writer, tree: treeHealth, store: state.store, clock: server.clock,
                    dataDirectory: configuration.dataDirectory, hasCorrector: true),
                version: EAFVersion.current),
            log: LogController(tree: state.tree, eventlog: configuration.eventlogDirectory, files: files),
            addresses: ClientAddresses(trustedProxies: configuration.trustedProxies),
            openAPI: try .bundled(), isSecure: origin.isSecure)
        guard configuration.isWorkerEnabled else {
            worker = nil
            return
        }
        let corrector = try Self.corrector()
        var workerLimits = CorrectionWorkerLimits.standard
        workerLimits.runsMax = configuration.workerConcurrency
        let tools = CorrectionTools(
            writer: PatientWriter(writer: state.writer, sleeper: .real), contents: contents,
            reader: ToolCopieReader(limits: limits, temporaryRoot: temporaryRoot), corrector: corrector,
            temporaryRoot: temporaryRoot, limits: workerLimits)
        worker = CorrectionWorker(
            name: "local", tools: tools, store: state.store, clock: server.clock, logger: server.logger)
    }

    private static func corrector() throws(StartError) -> LocalCorrector {
        do throws(SpellCheckerError) {
            return try LocalCorrector(dictionaryFolder: LocalCorrector.systemDictionaryFolder)
        } catch {
            throw .notInstalled(
                "Le dictionnaire français ne peut pas être lu (\(error)). Installez le paquet hunspell-fr.")
        }
    }

    /// What a crash may have left: runs that nobody continues, half-received files, pages of copies in temporary folders.
    func putInOrder() async throws {
        let state = server.state
        _ = try await state.writer.submit(
            ReleaseInterruptedRuns(), as: .system("server"), context: RecordContext(), key: nil)
        do {
            _ = try PrivateFolder.removeLeftovers(under: temporaryRoot)
        } catch {
            server.logger.error(
                "cannot remove what a dead process left in clear", metadata: ["path": "\(temporaryRoot)"])
        }
        let sweep = try await blobs.sweep(
            known: state.store.current.copies.blobs, now: server.clock.now, removesOrphans: false)
        if sweep.leftovers > 0 || !sweep.orphans.isEmpty {
            server.logger.notice(
                "blobs swept",
                metadata: ["leftovers": "\(sweep.leftovers)", "orphans": "\(sweep.orphans.count)"])
        }
        exportGauges()
    }

    /// Figures that are looked up when somebody asks for the metrics.
    private func exportGauges() {
        let depth = Gauge(label: MetricName.writerQueueDepth.rawValue)
        let pending = Gauge(label: MetricName.correctionsPending.rawValue)
        let sessions = Gauge(label: MetricName.sessionsActive.rawValue)
        let head = Gauge(label: MetricName.logHeadPosition.rawValue)
        TreeMetrics.export(server.state.tree, server.registry)
        let writer = server.state.writer
        let store = server.state.store
        Gauge(label: MetricName.buildInfo.rawValue, dimensions: [("version", EAFVersion.current)]).record(1)
        server.registry.onRender {
            let models = store.current
            depth.record(writer.depth)
            head.record(Double(models.position.rawValue))
            pending.record(models.copies.openCount)
            sessions.record(models.sessions.count)
        }
    }
}
