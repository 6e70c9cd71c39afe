public import Events
import Foundation
import Projections

/// A backup put to the test: restored aside, verified, replayed, and compared with the log that it is of.
public struct Drill: Sendable {
    /// What came of it.
    public struct Outcome: Sendable {
        /// The fact to be recorded.
        public let drilled: BackupDrilled
        /// Why it did not succeed, in French; nil when it did.
        public let problem: String?
    }

    let source: ShipSource
    let store: any BackupStore
    let place: ShipPlace
    let trust: BackupTrust
    let key: BackupCipher?
    let files: any BulkFiles
    let now: Timestamp

    /// Takes the backup in `store` and the log that it should be of.
    public init(
        _ source: ShipSource, from store: any BackupStore, place: ShipPlace, trust: BackupTrust, key: BackupCipher?,
        files: any BulkFiles, now: Timestamp
    ) {
        self.source = source
        self.store = store
        self.place = place
        self.trust = trust
        self.key = key
        self.files = files
        self.now = now
    }

    /// The folder that the backup is restored to, and that is gone afterwards.
    var folder: String { source.dataDirectory + ".drill" }

    /// Does it all. What is wrong with the backup is an outcome; what keeps it from being looked at is thrown.
    ///
    /// - Throws: `ReplayFailure`, `BackupFault.store`, `.noBackup`, `.noKey`, `EventLogError`, `FileError`.
    public func run(progress: (Progress) -> Void) async throws -> Outcome {
        let began = ContinuousClock.now
        var plan: RestorePlan?
        var report: RestoreReport?
        var problem: String?
        try removeFolders()
        do {
            let restore = try await Restore(
                from: store, spare: nil, trust: trust, key: key, options: options, now: now, files: files)
            plan = restore.plan
            try checkFreshness(restore.plan)
            report = try await restore.run(progress: progress)
            problem = try report.flatMap { try difference(from: $0) }
        } catch let fault as BackupFault where fault.status == .badData {
            problem = fault.remedy
        }
        try removeFolders()
        let milliseconds = Int((ContinuousClock.now - began) / .milliseconds(1))
        let drilled = BackupDrilled(
            succeeded: problem == nil, from: plan?.manifest ?? String(repeating: "0", count: 64),
            position: report?.plan.position ?? .zero, digest: report?.state?.digest ?? "",
            bytes: report?.bytes ?? 0, milliseconds: milliseconds)
        return Outcome(drilled: drilled, problem: problem)
    }

    private var options: RestoreOptions {
        RestoreOptions(
            target: .replay(.latest), into: folder, reason: nil, opensTimeline: false, keysFrom: nil,
            skipsSnapshots: false, folds: true, checksTiles: true, operatorName: "drill")
    }

    /// A place that gives out an older backup than the one that was written would restore an older state.
    private func checkFreshness(_ plan: RestorePlan) throws {
        guard let state = try place.state(), state.sequence > plan.sequence else { return }
        throw BackupFault.olderManifest(found: plan.sequence, written: state.sequence)
    }

    /// What tells the restored state from the live log's at the same position, in French; nil when nothing does.
    private func difference(from report: RestoreReport) throws -> String? {
        try source.bringUp()
        let log = try source.folder.open()
        let position = report.plan.position
        guard log.head.position >= position else {
            return BackupFault.aheadOfLog(backup: position, log: log.head.position).remedy
        }
        let live = try ReadModels.folded(from: log, through: position).summary()
        guard let restored = report.state, restored != live else { return nil }
        let names = restored.views.filter { !live.views.contains($0) }.map(\.name)
        return "Les modèles de lecture restaurés diffèrent de ceux du journal à la position \(position) : "
            + "\(names.joined(separator: ", ")). Lancez « eaf log verify »."
    }

    private func removeFolders() throws {
        let url = URL(fileURLWithPath: folder).standardizedFileURL
        let staging = "\(url.deletingLastPathComponent().path)/.\(url.lastPathComponent).restoring"
        for path in [url.path, staging] where (try? files.status(path)) != nil {
            try FileManager.default.removeItem(atPath: path)
        }
    }
}
