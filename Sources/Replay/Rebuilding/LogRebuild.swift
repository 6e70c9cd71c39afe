import Events
import Foundation
public import Projections

/// Throws away what is derived from the log in files, its segments' indexes and the snapshots, and makes it anew.
public struct LogRebuild: Encodable, Equatable, Sendable {
    /// The state that the log gives.
    public let state: ReadModelsSummary
    public let removedIndexes: Int
    public let removedSnapshots: Int
    /// Indexes that the new reading made: one for each closed segment.
    public let indexes: Int
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
    public static func run(_ folder: LogFolder, _ place: SnapshotPlace) throws -> LogRebuild {
        let removedIndexes = try removeIndexes(folder)
        var configuration = JSONLEventLog.Configuration.standard
        // A snapshot proves how far the log once reached; a log that ends earlier was rolled back, and must not lose its witness.
        configuration.floor = place.files(over: POSIXFiles()).positions.last ?? .zero
        let log = try JSONLEventLog(writing: folder.path, configuration: configuration, files: POSIXFiles())
        let models = try ReadModels.folded(from: log, through: log.head.position)
        let snapshots = files(in: place.directory, suffix: ".snapshot")
        for path in snapshots { try POSIXFiles().remove(path) }
        var snapshotBytes: Int?
        if models.position > .zero {
            let last = try log.record(at: models.position)
            snapshotBytes = try place.files(over: POSIXFiles()).write(models, line: last)
        }
        return LogRebuild(
            state: try models.summary(), removedIndexes: removedIndexes, removedSnapshots: snapshots.count,
            indexes: files(in: folder.index, suffix: ".json").count, snapshotBytes: snapshotBytes,
            cutBytes: log.cut?.bytes ?? 0)
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
