import Events
import Foundation

/// The last step of a restore into a database: log and vault go from the restored folder into it.
///
/// The database must have no log. A step that was cut short is completed by `eaf log import`, which `remedy` names.
public struct DatabaseRestore: Sendable {
    private let url: String
    private let folder: String

    /// Looks at the database, and makes its schema, before anything is restored.
    ///
    /// - Parameter folder: what is restored from the backup: `eventlog/` and `.data/`.
    /// - Throws: `ReplayFailure`, exit status 73, when there is a log already; `EventLogError`.
    public init(into url: String, folder: String) throws {
        self.url = url
        self.folder = folder
        let head = try LogPlace(url).open().head.position
        guard head == .zero else {
            throw ReplayFailure(
                .cannotCreate,
                "La base contient déjà un journal (position \(head)) : une restauration n'écrase jamais rien. Donnez une base neuve."
            )
        }
    }

    /// Copies log and vault.
    ///
    /// - Throws: `ReplayFailure`, which says how to go on.
    public func run(progress: (Progress) -> Void) throws {
        do {
            let vault = folder + "/.data/vault"
            try VaultTransfer(file: vault, from: .folder(folder + "/eventlog"), into: .database(url)).run()
            let records = try LogPlace.folder(folder + "/eventlog").records()
            _ = try LogImport(into: try LogPlace(url).open()).run(records, progress: progress)
        } catch {
            let failure = ReplayFailure(error)
            throw ReplayFailure(
                failure.status,
                "\(failure.message) Le dossier « \(folder) » est restauré ; pour finir : eaf log import "
                    + "\(folder)/eventlog --vault \(folder)/.data/vault --into postgres://…")
        }
    }
}
