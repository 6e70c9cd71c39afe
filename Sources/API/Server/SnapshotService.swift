import Events
import Logging
import Projections
import ServiceLifecycle

/// Writes a snapshot of the state now and then, beside everything else, and one at the end. No snapshot outlives the erasure of
/// somebody whom it holds.
struct SnapshotService: Service {
    /// Records after which another snapshot is worth its while.
    static let recordsBetween = 50_000
    /// Records after which the one at the end is.
    static let recordsAtEnd = 1_000
    static let secondsBetween = 30

    let store: StateStore
    let log: any LogReader
    let snapshots: SnapshotFile
    /// The position that the state was read from a snapshot at.
    let last: LogPosition
    /// Nil when no other node has this log.
    var shared: SharedSnapshots?
    let logger: Logger

    func run() async throws {
        let last = await cancelWhenGracefulShutdown {
            var last = self.last
            while (try? await Task.sleep(for: .seconds(Self.secondsBetween))) != nil {
                last = write(after: last, records: Self.recordsBetween)
            }
            return last
        }
        _ = write(after: last, records: Self.recordsAtEnd)
    }

    /// Writes a snapshot when enough was added, or when the last one went with somebody's erasure; returns the position of the
    /// newest one.
    func write(after last: LogPosition, records: Int) -> LogPosition {
        let models = store.current
        let wasRemoved = last > .zero && models.accounts.lastErasedAt > last
        guard wasRemoved || models.position.distance(from: last) >= records else { return last }
        do {
            let bytes = try snapshots.write(models, line: try log.record(at: models.position))
            logger.info(
                "snapshot written",
                metadata: ["log.position": "\(models.position)", "bytes": .stringConvertible(bytes)])
            // Somebody may have been erased while it was written, too late for the eraser to see it.
            try snapshots.remove(before: store.current.accounts.lastErasedAt)
            if store.current.accounts.lastErasedAt <= models.position { shared?.give(models.position) }
            return models.position
        } catch {
            logger.warning("snapshot not written", metadata: ["error.type": "\(type(of: error))"])
            return last
        }
    }
}
