public import Events
import Foundation
public import Projections

/// Throws away what is derived from the log in files, its segments' indexes, tiles and snapshots, and makes it anew.
public struct LogRebuild: Encodable, Equatable, Sendable {
    /// The state that the log gives.
    public let state: ReadModelsSummary
    public let removedIndexes: Int
    public let removedSnapshots: Int
    /// Indexes that the new reading made: one for each closed segment.
    public let indexes: Int
    /// How many records the rebuilt tiles cover: those of the last signed checkpoint; absent when nothing was signed yet.
    public let tiledRecords: UInt64?
    /// Size of the new snapshot; absent for an empty log.
    public let snapshotBytes: Int?
    /// Bytes of a torn tail that opening the log cut off.
    public let cutBytes: Int

    /// What would be removed: names of index files and snapshots, relative to nothing.
    ///
    /// - Throws: `ReplayFailure` 75 when a process has the log open for writing.
    public static func plan(
        _ folder: LogFolder, _ place: SnapshotPlace
    ) throws(ReplayFailure) -> (indexes: [String], snapshots: [String]) {
        guard !folder.isBeingWritten else { throw Self.running(folder) }
        return (files(in: folder.index, suffix: ".json"), files(in: place.directory, suffix: ".snapshot"))
    }

    /// Does it. Nothing is removed from the log itself, except a torn tail, as at any start.
    ///
    /// - Throws: `ReplayFailure` 75 when a server runs, `EventLogError` when the log is not whole or ends before a
    ///   snapshot's position; the snapshots are still there then.
    public static func run(
        _ folder: LogFolder, _ place: SnapshotPlace, _ tree: TreePlace, key: SigningKeyPlace
    ) throws -> LogRebuild {
        let signingKey = try key.readIfThere()
        let removedIndexes = try removeIndexes(folder)
        var configuration = JSONLEventLog.Configuration.standard
        // A snapshot proves how far the log once reached; a log that ends earlier was rolled back, and must not lose its witness.
        configuration.floor = place.files(over: POSIXFiles()).positions.last ?? .zero
        if let signingKey {
            let signed = try TreeIntegrator.floor(of: tree, key: signingKey, files: POSIXFiles())
            configuration.floor = max(configuration.floor, signed)
        }
        let log = try JSONLEventLog(writing: folder.path, configuration: configuration, files: POSIXFiles())
        let models = try ReadModels.folded(from: log, through: log.head.position)
        let tiledRecords = try rebuildTiles(log, models, tree, signingKey, key)
        let snapshots = files(in: place.directory, suffix: ".snapshot")
        for path in snapshots { try POSIXFiles().remove(path) }
        var snapshotBytes: Int?
        if models.position > .zero {
            let last = try log.record(at: models.position)
            snapshotBytes = try place.files(over: POSIXFiles()).write(models, line: last)
        }
        return LogRebuild(
            state: try models.summary(), removedIndexes: removedIndexes, removedSnapshots: snapshots.count,
            indexes: files(in: folder.index, suffix: ".json").count, tiledRecords: tiledRecords,
            snapshotBytes: snapshotBytes,
            cutBytes: log.cut?.bytes ?? 0)
    }

    private static func rebuildTiles(
        _ log: JSONLEventLog, _ models: ReadModels, _ tree: TreePlace, _ key: SigningKey?, _ place: SigningKeyPlace
    ) throws -> UInt64? {
        guard let origin = models.log.origin else { return nil }
        if let key {
            return try TreeRebuild.run(log: log, origin: origin, place: tree, key: key, files: POSIXFiles())?.size
        }
        let signed = [tree.published, tree.signed]
        guard try !signed.contains(where: { path throws(FileError) in try POSIXFiles().exists(path) }) else {
            // Says where the key was looked for: what was signed cannot be believed without it.
            _ = try place.read()
            return nil
        }
        try TreeRebuild.clear(tree, POSIXFiles())
        return nil
    }

    /// Removes the indexes under the log's lock; opening the log right afterwards reads every segment and makes them anew.
    private static func removeIndexes(_ folder: LogFolder) throws -> Int {
        let real = POSIXFiles()
        let descriptor = try real.open(folder.lock, .creatingOrAppending)
        defer { real.close(descriptor) }
        guard try real.lock(descriptor, folder.lock) else { throw running(folder) }
        let indexes = files(in: folder.index, suffix: ".json")
        for path in indexes { try real.remove(path) }
        return indexes.count
    }

    private static func files(in directory: String, suffix: String) -> [String] {
        ((try? POSIXFiles().names(in: directory)) ?? []).filter { $0.hasSuffix(suffix) }.sorted()
            .map { directory + "/" + $0 }
    }

    private static func running(_ folder: LogFolder) -> ReplayFailure {
        ReplayFailure(.tryAgain, "Un serveur écrit dans ce journal (\(folder.path)) : arrêtez-le, puis recommencez.")
    }
}
