import Events
import Foundation
import Projections
import Synchronization

/// Looks at what the server stands on. The answers are kept for a second, so that probes cost nothing.
final class HealthChecks: Sendable {
    /// How one part is.
    enum Condition: String, Sendable {
        case ok
        /// Works, and somebody should look.
        case degraded
        case down
        /// Not part of this release's set-up.
        case disabled
    }

    /// All parts at one moment.
    struct Report: Equatable, Sendable {
        let checked: Timestamp
        let log: Condition
        /// `degraded` while the service that keeps copies does not answer: everything else goes on.
        let storage: Condition
        /// The service that keeps copies answers, or there is none.
        let isServiceUp: Bool
        let corrections: Condition
        let llm: Condition
        let search: Condition
        /// `down` when one contradicts this log, `degraded` when one is silent.
        let witnesses: Condition

        /// The worst that matters for serving.
        var overall: Condition {
            if log == .down || storage == .down { return .down }
            // Without an index nobody finds anything; without vectors the search goes by words, and takes nothing from anybody.
            if search == .down { return .degraded }
            // A witness that is silent takes nothing from anybody; one that contradicts the log says that it was rewritten.
            if witnesses == .down { return .degraded }
            return [log, storage, corrections, llm].contains { $0 == .degraded || $0 == .down } ? .degraded : .ok
        }
    }

    /// A copie that waits longer than this, without a planned attempt, says that nobody corrects.
    static let waitingSecondsMax = 1_800.0
    /// A commit that takes longer is worth a look.
    static let commitSecondsMax = 1.0
    /// Less room than this on the disk is a warning.
    static let freeBytesMin = 256 << 20

    private let writer: Writer
    private let tree: TreeHealth
    private let witnesses: WitnessHealth
    private let store: StateStore
    private let clock: SystemClock
    /// Nil when the log is in files.
    private let watch: LogWatch?
    /// Nil when copies are in a folder.
    private let service: StorageHealth?
    private let dataDirectory: String
    private let models: ModelDesk?
    /// Nil in tests of the other parts.
    private let search: ReferenceSearch?
    private let last = Mutex<Report?>(nil)

    init(
        writer: Writer, tree: TreeHealth, witnesses: WitnessHealth, store: StateStore, clock: SystemClock,
        watch: LogWatch? = nil, service: StorageHealth? = nil, dataDirectory: String, models: ModelDesk?,
        search: ReferenceSearch? = nil
    ) {
        self.search = search
        self.watch = watch
        self.service = service
        self.writer = writer
        self.tree = tree
        self.witnesses = witnesses
        self.store = store
        self.clock = clock
        self.dataDirectory = dataDirectory
        self.models = models
    }

    /// The condition now, or up to a second ago; those of the log and of a storage service are always current.
    var report: Report {
        let now = clock.now
        let log = log(at: now)
        let isServiceUp = service?.isDegraded != true
        if let known = last.withLock({ $0 }), known.log == log, known.isServiceUp == isServiceUp,
            abs(now.seconds(since: known.checked)) < 1
        {
            return known
        }
        let report = Report(
            checked: now, log: log, storage: storage(isServiceUp), isServiceUp: isServiceUp,
            corrections: corrections(at: now),
            llm: models?.obstacle(in: store.current, at: now) == nil ? .ok : .degraded,
            search: search?.condition(in: store.current) ?? .disabled,
            witnesses: witnesses.condition(at: now))
        last.withLock { $0 = report }
        return report
    }

    private func log(at now: Timestamp) -> Condition {
        if writer.failure != nil || watch?.isDown == true { return .down }
        // Another node has the turn and does not give it back, or the database does not: what is written waits.
        let isStuck = writer.committingSince.map { now.seconds(since: $0) > Self.commitSecondsMax } ?? false
        return isStuck || tree.isDegraded(at: now) ? .degraded : .ok
    }

    private func storage(_ isServiceUp: Bool) -> Condition {
        guard FileManager.default.isWritableFile(atPath: dataDirectory) else { return .down }
        guard isServiceUp else { return .degraded }
        guard let free = Self.freeBytes(dataDirectory) else { return .ok }
        return free < Self.freeBytesMin ? .degraded : .ok
    }

    /// Room on the disk of a folder; nil when the system does not say.
    static func freeBytes(_ folder: String) -> Int? {
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder)
        return attributes?[.systemFreeSize] as? Int
    }

    private func corrections(at now: Timestamp) -> Condition {
        guard let oldest = store.current.copies.nextWork(at: now) else { return .ok }
        return now.seconds(since: oldest.requested) > Self.waitingSecondsMax ? .degraded : .ok
    }
}
