import Events
import Foundation
import Logging
import Metrics
import Pages
import Projections
import S3
import Search
import ServiceLifecycle

/// The parts of a running server, put together.
struct ServerParts {
    let backend: Backend
    let router: APIRouter
    let worker: CorrectionWorker?
    let eraser: PersonEraser
    let exporter: PersonExporter
    let treeHealth: TreeHealth
    let witnessHealth: WitnessHealth
    /// Nil when the log is in files.
    let watch: LogWatch?
    let publications: LogPublications
    /// Nil when copies are in a folder.
    let storageHealth: StorageHealth?
    let search: ReferenceSearch
    private let blobs: any BlobStore
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
        let storage = StorageHealth()
        storageHealth = configuration.s3 == nil ? nil : storage
        blobs = try configuration.blobStore(keys: state.vault, health: storage, isShared: state.shared != nil)
        treeHealth = TreeHealth(state.tree)
        witnessHealth = WitnessHealth(names: configuration.witnesses.map(\.name))
        watch = state.shared.map {
            LogWatch($0, store: state.store, writer: state.writer, logger: server.logger)
        }
        let desk = try ModelDesk(configuration)
        backend = Backend(
            configuration, state, clock: server.clock, limitsRates: server.limitsRates, models: desk)
        search = try ReferenceSearch(configuration, state, clock: server.clock, logger: server.logger)
        let contents = CopieContents(log: state.log, keys: state.vault, blobs: blobs)
        eraser = PersonEraser(backend: backend, blobs: blobs, snapshots: state.snapshots)
        exporter = PersonExporter(backend: backend, texts: contents)
        let limits = ReadingLimits()
        let origin = configuration.origin(boundPort: configuration.port)
        publications = LogPublications(tree: state.tree, eventlog: configuration.eventlogDirectory, files: files)
        router = APIRouter(
            backend: backend, bank: try .bundled(),
            uploader: CopieUploader(
                blobs: blobs, inspector: CopieInspector(limits: limits, temporaryRoot: temporaryRoot),
                fileBytesMax: configuration.uploadBytesMax, clock: server.clock),
            texts: contents, eraser: eraser, exporter: exporter,
            health: HealthController(
                checks: HealthChecks(
                    writer: state.writer, tree: treeHealth, witnesses: witnessHealth, store: state.store,
                    clock: server.clock, watch: watch, service: storageHealth,
                    dataDirectory: configuration.dataDirectory, models: desk, search: search),
                version: EAFVersion.current),
            publications: publications,
            addresses: ClientAddresses(trustedProxies: configuration.trustedProxies),
            openAPI: try .bundled(), pages: try .bundled(),
            audit: AuditController(
                tools: AuditTools(
                    backend: backend, texts: contents, snapshots: state.snapshots, publications: publications,
                    limits: server.auditLimits)),
            search: search, isSecure: origin.isSecure, isShared: state.shared != nil)
        guard configuration.isWorkerEnabled else {
            worker = nil
            return
        }
        let tools = CorrectionTools(
            writer: PatientWriter(writer: state.writer, sleeper: .real), contents: contents,
            reader: ToolCopieReader(limits: limits, temporaryRoot: temporaryRoot),
            corrector: try Self.corrector(desk),
            fallback: try Self.fallback(desk), desk: desk, storage: storageHealth, temporaryRoot: temporaryRoot,
            limits: Self.workerLimits(configuration))
        worker = CorrectionWorker(
            name: state.shared == nil ? "local" : configuration.nodeName, tools: tools, store: state.store,
            clock: server.clock, logger: server.logger)
    }

    /// What operators may ask for.
    var control: Control { Control(backend: backend, eraser: eraser, exporter: exporter) }

    private static func workerLimits(_ configuration: ServerConfiguration) -> CorrectionWorkerLimits {
        var limits = CorrectionWorkerLimits.standard.within(leaseSeconds: configuration.leaseSeconds)
        limits.runsMax = configuration.workerConcurrency
        return limits
    }

    /// Nil where nothing leaves the house.
    private static func fallback(_ desk: ModelDesk?) throws(StartError) -> (any Corrector)? {
        desk?.recipient == nil ? nil : try corrector(nil)
    }

    private static func corrector(_ desk: ModelDesk?) throws(StartError) -> any Corrector {
        if let desk { return ModelCorrector(desk: desk) }
        do throws(SpellCheckerError) {
            return try LocalCorrector(dictionaryFolder: LocalCorrector.systemDictionaryFolder)
        } catch {
            throw .notInstalled(
                "Le dictionnaire français ne peut pas être lu (\(error)). Installez le paquet hunspell-fr.")
        }
    }

    /// What a crash may have left: runs that nobody continues, half-received files, pages of copies in temporary folders, files
    /// of persons who were being erased.
    func putInOrder() async throws {
        let state = server.state
        // Where others write too, a run may be another node's.
        if state.shared == nil {
            _ = try await state.writer.submit(
                ReleaseInterruptedRuns(), as: .system("server"), context: RecordContext(), key: nil)
        }
        do {
            _ = try PrivateFolder.removeLeftovers(under: temporaryRoot)
        } catch {
            server.logger.error(
                "cannot remove what a dead process left in clear", metadata: ["path": "\(temporaryRoot)"])
        }
        // A service is swept beside the work, see `BlobSweepService`.
        if storageHealth == nil { try await sweep() }
        exportGauges()
    }

    /// Removes what dead uploads and erased persons left in the store, and counts what no record names.
    func sweep() async throws(BlobError) {
        let copies = server.state.store.current.copies
        let sweep = try await blobs.sweep(
            known: copies.blobs, erased: copies.erasedBlobs, now: server.clock.now)
        guard sweep.leftovers + sweep.erased + sweep.orphans.count > 0 else { return }
        server.logger.notice(
            "blobs swept",
            metadata: [
                "leftovers": "\(sweep.leftovers)", "erased": "\(sweep.erased)", "orphans": "\(sweep.orphans.count)",
            ])
    }

    /// What watches over the service that copies are kept in; none when they are in a folder.
    var storageServices: [any Service] {
        guard let storageHealth, let s3 = server.configuration.s3 else { return [] }
        return [
            StorageWatch(s3, health: storageHealth, logger: server.logger),
            BlobSweepService(
                sweep: { () async throws(BlobError) in try await sweep() }, logger: server.logger),
        ]
    }

    /// Figures that are looked up when somebody asks for the metrics.
    private func exportGauges() {
        let depth = Gauge(label: MetricName.writerQueueDepth.rawValue)
        let pending = Gauge(label: MetricName.correctionsPending.rawValue)
        let waiting = Gauge(label: MetricName.correctionsWaiting.rawValue)
        let clock = server.clock
        let sessions = Gauge(label: MetricName.sessionsActive.rawValue)
        let head = Gauge(label: MetricName.logHeadPosition.rawValue)
        let free = Gauge(label: MetricName.storageFree.rawValue)
        let silence = watch.map { ($0, Gauge(label: MetricName.logWatchSilence.rawValue)) }
        let up = storageHealth.map { ($0, Gauge(label: MetricName.storageUp.rawValue)) }
        let documents = Gauge(label: MetricName.searchDocuments.rawValue)
        let search = search
        let dataDirectory = server.configuration.dataDirectory
        TreeMetrics.export(server.state.tree, server.registry)
        let writer = server.state.writer
        let store = server.state.store
        Gauge(label: MetricName.buildInfo.rawValue, dimensions: [("version", EAFVersion.current)]).record(1)
        server.registry.onRender {
            let models = store.current
            depth.record(writer.depth)
            documents.record(search.keeper.live?.documents.count ?? 0)
            head.record(Double(models.position.rawValue))
            pending.record(models.copies.openCount)
            let now = clock.now
            waiting.record(models.copies.nextWork(at: now).map { max(0, now.seconds(since: $0.requested)) } ?? 0)
            sessions.record(models.sessions.count)
            if let (watch, gauge) = silence { gauge.record(watch.silenceSeconds) }
            if let (health, gauge) = up { gauge.record(health.isDegraded ? 0 : 1) }
            if let bytes = HealthChecks.freeBytes(dataDirectory) { free.record(bytes) }
        }
    }
}
