import Events
import Projections

/// What the nodes of one log have in common: the database, seen from one of them.
struct SharedState: Sendable {
    let log: PostgresEventLog
    let vault: PostgresVault
    let board: any CheckpointBoard
    let buckets: PostgresTokenBuckets
    let snapshots: PostgresSnapshots
    /// How far this node saw the log.
    let mark: LogMarkFile

    /// Opens log and vault; migrations that are missing are made first.
    ///
    /// - Throws: `StartError`.
    static func open(
        _ place: DatabasePlace, floor: LogPosition, mark: LogMarkFile, _ keys: ServerKeys
    ) throws(StartError) -> SharedState {
        var configuration = PostgresEventLog.Configuration(
            url: place.url.revealed, directURL: place.directURL?.revealed)
        configuration.floor = floor
        do throws(LogMarkFile.Failure) {
            configuration.mark = try mark.load()
        } catch {
            switch error {
            case .damaged(let path): throw .damagedMark(path: path)
            case .io(let error): throw .log(.io(error))
            }
        }
        let log: PostgresEventLog
        do throws(EventLogError) {
            log = try PostgresEventLog(writing: configuration)
        } catch {
            throw error.contradicts(configuration.mark) ? .lostRecords(error, mark: mark.path) : .log(error)
        }
        do throws(VaultError) {
            return SharedState(
                log: log, vault: try PostgresVault(url: place.url.revealed, masterKey: keys.masterKey),
                board: PostgresCheckpointBoard(url: place.url.revealed),
                buckets: PostgresTokenBuckets(url: place.url.revealed),
                snapshots: PostgresSnapshots(url: place.url.revealed), mark: mark)
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

extension EventLogError {
    /// Whether the log does not have what `mark` says was seen of it.
    fileprivate func contradicts(_ mark: LogMark?) -> Bool {
        switch self {
        case .rolledBack(_, let floor): floor == mark?.position
        case .diverged(let position): position == mark?.position
        default: false
        }
    }
}
