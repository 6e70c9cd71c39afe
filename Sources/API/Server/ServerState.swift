public import Events
import Foundation
public import Logging
public import Projections

/// The log, the vault and the state folded from them: what a server, or a command that works without one, stands on.
public struct ServerState: Sendable {
    public let log: any EventLog
    public let vault: any Vault
    public let store: StateStore
    public let writer: Writer
    public let keys: ServerKeys
    public let snapshots: SnapshotFile
    /// The tree over the log, and the key that signs it.
    public let tree: TreeIntegrator
    /// What the log is called, on its current timeline.
    public let origin: LogOrigin
    /// The position of the snapshot that the state began with.
    public let snapshotPosition: LogPosition
    /// What this node shares with others; nil when the log is its own, in files.
    let shared: SharedState?

    /// Opens the log for writing, folds it (from the newest usable snapshot on), and starts the writer.
    ///
    /// - Throws: `StartError`, `ServerKeysError`.
    public static func open(
        _ configuration: ServerConfiguration, clock: SystemClock, files: any RewritableFiles, logger: Logger
    ) async throws -> ServerState {
        let keys = try ServerKeys.load(for: configuration, files: files)
        let snapshots = SnapshotFile(
            directory: configuration.dataDirectory + "/snapshots", key: keys.snapshotKey,
            build: BuildFingerprint.current, files: files)
        let floor = max(snapshots.positions.last ?? .zero, try signedFloor(configuration, keys, files))
        let mark = LogMarkFile(in: configuration.dataDirectory, files: files)
        let shared = try configuration.database.map { try SharedState.open($0, floor: floor, mark: mark, keys) }
        let log: any EventLog = try shared?.log ?? openLog(configuration, floor: floor, files, logger)
        let vault: any Vault = try shared?.vault ?? openVault(configuration, keys, files)
        try checkFirstRecord(of: log, name: configuration.logName)
        if let shared { SharedSnapshots(table: shared.snapshots, files: snapshots, logger: logger).take() }
        let start = snapshots.newest(for: log) { position, reason in
            logger.notice(
                "snapshot not used", metadata: ["log.position": "\(position)", "reason": "\(reason)"])
        }
        let models = try fold(log, from: start ?? ReadModels(), configuration, shared)
        let missing = models.accounts.ids.count { !vault.isKnown($0) }
        guard missing == 0 else {
            throw StartError.incompleteVault(missing: missing, accounts: models.accounts.count)
        }
        let origin =
            models.log.origin
            ?? LogOrigin(host: configuration.publicOrigin?.host, name: configuration.logName, timeline: 1)
        let tree = try openTree(configuration, keys, log, origin, shared, files, logger)
        let store = StateStore(models)
        let writer = Writer(
            log: log, store: store, encoder: RecordEncoder(source: origin.source, keys: vault), clock: clock,
            limits: .standard)
        writer.start()
        let state = ServerState(
            log: log, vault: vault, store: store, writer: writer, keys: keys, snapshots: snapshots, tree: tree,
            origin: origin, snapshotPosition: start?.position ?? .zero, shared: shared)
        try await state.openNewLog()
        try await state.completeErasures(logger)
        return state
    }

    /// Whom vault or log calls erased is erased in both, whichever of them is the older copy.
    private func completeErasures(_ logger: Logger) async throws {
        let repair = ErasureRepair(vault: vault, store: store, writer: writer)
        do {
            let returned = try repair.destroyReturnedKeys()
            let recorded = try await repair.recordErasures()
            try snapshots.remove(before: store.current.accounts.lastErasedAt)
            if returned + recorded > 0 {
                logger.warning(
                    "erasures completed", metadata: ["keys": "\(returned)", "records": "\(recorded)"])
            }
        } catch let error as VaultError {
            throw StartError.vault(error)
        } catch {
            // Nothing of theirs can be read; `ErasureService` tries again.
            logger.error("erasures not completed", metadata: error.logMetadata)
        }
    }

    private func openNewLog() async throws {
        _ = try await writer.submit(
            OpenLog(origin: origin), as: .system("server"), context: RecordContext(), key: nil)
    }

    /// The state at the log's end.
    private static func fold(
        _ log: any EventLog, from start: ReadModels, _ configuration: ServerConfiguration,
        _ shared: SharedState?
    ) throws -> ReadModels {
        do {
            // Of several nodes that find an empty log one opens it; what it is called then holds for all.
            if let shared, try log.head.position == .zero {
                let origin = LogOrigin(
                    host: configuration.publicOrigin?.host, name: configuration.logName, timeline: 1)
                try shared.openNewLog(origin)
            }
            return try ReadModels.folded(from: log, startingWith: start, through: log.head.position)
        } catch let error as EventLogError {
            throw StartError.log(error)
        }
    }

    private static func openLog(
        _ configuration: ServerConfiguration, floor: LogPosition, _ files: any RewritableFiles, _ logger: Logger
    ) throws -> JSONLEventLog {
        do throws(EventLogError) {
            let log = try JSONLEventLog(
                writing: configuration.eventlogDirectory,
                configuration: .init(segmentBytesMax: configuration.segmentBytesMax, floor: floor), files: files)
            if let cut = log.cut {
                logger.warning(
                    "torn tail cut off",
                    metadata: ["log.position": "\(cut.after)", "bytes": "\(cut.bytes)", "aside": "\(cut.aside)"])
            }
            return log
        } catch {
            throw StartError.log(error)
        }
    }

    private static func openVault(
        _ configuration: ServerConfiguration, _ keys: ServerKeys, _ files: any RewritableFiles
    ) throws -> VaultFile {
        do throws(VaultError) {
            return try VaultFile(
                path: configuration.dataDirectory + "/vault", masterKey: keys.masterKey, files: files)
        } catch {
            throw StartError.vault(error)
        }
    }

    /// A log of another name, or of a newer format, is not opened by mistake.
    private static func checkFirstRecord(of log: any EventLog, name: String) throws {
        guard try log.head.position > .zero else { return }
        let record = try log.record(at: LogPosition(1))
        let opened: LogOpened? =
            if case .log(.opened(let opened)) = try EventCatalog.current.event(of: record) { opened } else { nil }
        guard opened == nil || opened?.name == name else {
            throw StartError.foreignLog(
                "Ce journal s'appelle \(record.source), et EAF_LOG_NAME désigne \(name). Corrigez EAF_LOG_NAME ou EAF_EVENTLOG_DIR."
            )
        }
        guard let opened, opened.format <= OpenLog.format else {
            throw StartError.foreignLog(
                "Ce journal est d'un format plus récent que cette version du programme. Utilisez la version qui l'a écrit."
            )
        }
    }
}
