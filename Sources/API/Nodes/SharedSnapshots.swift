import Events
import Logging
import Projections

/// Snapshots on their way between nodes. Nothing depends on them but the time that a start takes.
struct SharedSnapshots: Sendable {
    let table: PostgresSnapshots
    let files: SnapshotFile
    let logger: Logger

    /// Takes over the newest one, when it is newer than what is here.
    func take() {
        do {
            guard let newest = try table.newest(), newest > files.positions.last ?? .zero else { return }
            let sealed = try table.bytes(at: newest)
            if !sealed.isEmpty { try files.adopt(sealed, at: newest) }
        } catch {
            logger.notice("no snapshot of another node", metadata: ["error.type": "\(type(of: error))"])
        }
    }

    /// Gives the one at `position` to the others, unless they have a newer one.
    func give(_ position: LogPosition) {
        do {
            guard try table.newest() ?? .zero < position else { return }
            try table.keep(try files.sealed(at: position), at: position)
        } catch {
            logger.notice("snapshot not shared", metadata: ["error.type": "\(type(of: error))"])
        }
    }
}
