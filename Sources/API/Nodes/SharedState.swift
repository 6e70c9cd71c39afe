import Events
import Projections

/// What the nodes of one log have in common: the database, seen from one of them.
struct SharedState: Sendable {
    let log: PostgresEventLog
    let vault: PostgresVault
    let board: any CheckpointBoard
    let buckets: PostgresTokenBuckets
    let snapshots: PostgresSnapshots

    /// Opens log and vault; migrations that are missing are made first.
    ///
    /// - Throws: `StartError`.
    static func open(
        _ place: DatabasePlace, floor: LogPosition, _ keys: ServerKeys
    ) throws(StartError) -> SharedState {
        var configuration = PostgresEventLog.Configuration(
            url: place.url.revealed, directURL: place.directURL?.revealed)
        configuration.floor = floor
        let log: PostgresEventLog
        do throws(EventLogError) { log = try PostgresEventLog(writing: configuration) } catch { throw .log(error) }
        do throws(VaultError) {
            return SharedState(
                log: log, vault: try PostgresVault(url: place.url.revealed, masterKey: keys.masterKey),
                board: PostgresCheckpointBoard(url: place.url.revealed),
                buckets: PostgresTokenBuckets(url: place.url.revealed),
                snapshots: PostgresSnapshots(url: place.url.revealed))
        } catch {
            throw .vault(error)
        }
    }

    /// Writes the first record, unless another node was faster.
    ///
    /// - Throws: `EventLogError`.
    func openNewLog(_ origin: LogOrigin) throws(EventLogError) {
        let encoder = RecordEncoder(source: origin.source, keys: vault)
        _ = try log.append(
            after: .zero, catchUp: { _ in },
            batch: { head in
                guard head.position == .zero else { return nil }
                var batch = CommitBatch(after: ReadModels(), at: SystemClock.real.now, encoder: encoder)
                batch.decide(OpenLog(origin: origin), as: .system("server"))
                return batch.commitLines()
            })
    }
}
