public import Events
import Foundation
import Projections

/// Restoring a backup into a folder that is not there yet, to its end or to a moment before.
///
/// The folder appears, in one step, once every record, tile and blob in it was verified and is durable. The same backup and the
/// same question always give the same bytes. A restore that was cut short goes on with what it has.
public struct Restore: Sendable {
    let loader: PieceLoader
    let cut: RestoreCut
    let options: RestoreOptions
    let files: any BulkFiles
    /// What will be done.
    public let plan: RestorePlan

    var manifest: BackupManifest { loader.backup.manifest }
    /// The checkpoint in the backup, if it is of records that are kept.
    private var checkpoint: BackupManifest.Published? {
        manifest.checkpoint.flatMap { $0.size <= cut.head.position.rawValue ? $0 : nil }
    }

    /// Reads what the backup holds and finds the end of what is to be restored.
    ///
    /// - Parameters:
    ///   - spare: a second backup of the same log, for what is damaged in the first.
    ///   - key: the key that the backup is encrypted with; nil when there is none.
    /// - Throws: `BackupFault`, `ReplayFailure`, `EventLogError`.
    public init(
        from store: any BackupStore, spare: (any BackupStore)?, trust: BackupTrust, key: BackupCipher?,
        options: RestoreOptions, now: Timestamp, files: any BulkFiles
    ) async throws {
        let backup = try await OpenedBackup.open(store, trust: trust, key: key)
        loader = PieceLoader(backup: backup, spare: try await Self.open(spare, as: backup, key))
        cut = try await RestoreCut(loader, until: try options.target.limit(in: backup.manifest, now: now))
        plan = RestorePlan(loader, cut, options)
        self.options = options
        self.files = files
    }

    private static func open(
        _ spare: (any BackupStore)?, as backup: OpenedBackup, _ key: BackupCipher?
    ) async throws(BackupFault) -> OpenedBackup? {
        guard let spare else { return nil }
        let opened = try await OpenedBackup.open(spare, trust: .key(backup.note.verifier), key: key)
        guard opened.manifest.origin == backup.manifest.origin else {
            throw .otherLog(
                expected: backup.manifest.origin.checkpointOrigin, found: opened.manifest.origin.checkpointOrigin)
        }
        return opened
    }

    /// Restores.
    ///
    /// - Parameter progress: told how far the log has come.
    /// - Throws: `BackupFault`, `ReplayFailure`, `EventLogError`, `FileError`; the target is not there then.
    public func run(progress: (Progress) -> Void) async throws -> RestoreReport {
        let restored = try restoredRecord()
        let staging = try StagingFolder(target: options.into, receipt: try receipt(), files: files)
        for folder in [staging.segments, staging.blobs, staging.snapshots] { try staging.make(folder) }
        let vault = try await restoreVault(into: staging)
        var log = RestoredLog(
            manifest, staging, blobs: BlobIntake(loader, staging, erased: vault.erased),
            tree: TreeIntake(checkpoint, staging, writes: !plan.opensTimeline), folds: options.folds)
        try await load(into: &log, restored, progress)
        try log.finish(isWhole: cut.isWhole && !plan.opensTimeline, keepsTimeline: !plan.opensTimeline)
        try await restoreSnapshot(into: staging)
        let missingKeys = try copyKeys(into: staging)
        if options.checksTiles, !plan.opensTimeline { try await log.tree.check(loader.backup) }
        let summary = try log.summary()
        try staging.publish()
        return RestoreReport(
            plan: plan, records: log.records, bytes: log.bytes + log.blobs.bytes, blobs: log.blobs.count,
            skippedBlobs: log.blobs.erasedCount, missingBlobs: log.blobs.missing.map(\.description),
            state: summary, missingKeys: missingKeys)
    }

    /// Loads the parts on other threads, a few ahead, and takes them in one after another.
    private func load(
        into log: inout RestoredLog, _ restored: [UInt8]?, _ progress: (Progress) -> Void
    ) async throws {
        let (parts, loader, staging, decodes) = (cut.parts, loader, log.staging, options.folds)
        try await withThrowingTaskGroup(of: (Int, LoadedPart).self) { group in
            var begun = 0
            func begin() {
                guard begun < parts.count else { return }
                let index = begun
                begun += 1
                group.addTask {
                    (index, try await LoadedPart(parts[index], loader, staging, decodes: decodes))
                }
            }
            for _ in 0..<Self.partsAhead { begin() }
            var ready: [Int: LoadedPart] = [:]
            for index in parts.indices {
                while ready[index] == nil, let (loaded, part) = try await group.next() { ready[loaded] = part }
                guard let part = ready.removeValue(forKey: index) else { continue }
                begin()
                try await log.take(part, followedBy: index == parts.count - 1 ? restored : nil)
                progress(Progress(bytesDone: log.bytes, bytesTotal: plan.logBytes, records: log.records))
            }
        }
    }

    /// Segments in memory besides the one that is taken in: two, one for each of the loading threads.
    private static let partsAhead = 2

    private func restoredRecord() throws -> [UInt8]? {
        guard plan.opensTimeline else { return nil }
        guard let reason = options.reason, !reason.isEmpty else {
            throw ReplayFailure(
                .usage,
                "Cette restauration abandonne des enregistrements et ouvre la ligne de temps \(plan.timeline) : dites "
                    + "pourquoi avec --reason.")
        }
        do throws(RecordEncodingError) {
            return try RestoredRecord(
                manifest: manifest, manifestSHA256: loader.backup.note.sha256, head: cut.head, reason: reason,
                operatorName: options.operatorName
            ).line()
        } catch {
            throw ReplayFailure(.usage, "--reason est trop long pour un enregistrement.")
        }
    }

    /// What `restore.json` says: where everything comes from.
    private struct Receipt: Encodable {
        let manifest: String
        let origin: String
        let sequence: Int
        let position: LogPosition
        let time: String
        let timeline: Int
        let snapshot: LogPosition?
        let reason: String?
        let `operator`: String?
    }

    private func receipt() throws -> [UInt8] {
        let receipt = Receipt(
            manifest: plan.manifest, origin: plan.origin, sequence: plan.sequence, position: plan.position,
            time: plan.time, timeline: plan.timeline, snapshot: plan.snapshot,
            reason: plan.opensTimeline ? options.reason : nil,
            operator: plan.opensTimeline ? options.operatorName : nil)
        return [UInt8](try CanonicalJSON.encode(receipt)) + [0x0A]
    }
}
