public import Events
import Foundation
import GRDB
public import Projections

/// The read models as they were at one position, laid out as SQL tables in one SQLite file.
///
/// The values are those of the views that `eaf replay --view` prints, so they are not personal: names, texts and marks' reasons are
/// in the log, sealed, at the positions given. The same position gives the same tables; only `meta` says who made the copy and when.
public struct StateCopy {
    let models: ReadModels
    let summary: ReadModelsSummary
    /// Of the program.
    let version: String
    let now: Timestamp

    /// Prepares a copy of `models`.
    ///
    /// - Throws: as `ReadModels.summary()`.
    public init(_ models: ReadModels, version: String, now: Timestamp) throws {
        self.models = models
        self.version = version
        self.now = now
        summary = try models.summary()
    }

    /// Makes the file, checks it, and puts it in the place of an older one.
    ///
    /// - Parameter force: also in the place of a file that is no copy of ours.
    /// - Throws: `ReplayFailure`, `FileError`; the older file is as it was then.
    public func write(to place: CopyPlace, force: Bool) throws -> CopyReport {
        let began = ContinuousClock.now
        let files = POSIXFiles()
        var file = try CopyFile.make(place, force: force, files: files)
        let rows: [String: Int]
        do {
            let queue = try DatabaseQueue(path: file.temporary, configuration: Self.configuration)
            rows = try queue.inDatabase { database in
                var rows: [String: Int] = [:]
                try database.inTransaction {
                    rows = try fill(database)
                    return .commit
                }
                try Self.check(database)
                return rows
            }
            try queue.close()
        } catch let error as DatabaseError {
            throw ReplayFailure(error)
        }
        try file.publish()
        return CopyReport(
            path: place.path, position: models.position, time: summary.time, digest: summary.digest, rows: rows,
            bytes: try files.status(place.path).size,
            seconds: ((ContinuousClock.now - began) / .milliseconds(1)).rounded() / 1_000)
    }

    /// No journal and no syncs: until it has its name the file is worth nothing, and it gets it whole and synced.
    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        configuration.prepareDatabase { database in
            try database.execute(
                sql: """
                    PRAGMA journal_mode = OFF;
                    PRAGMA synchronous = OFF;
                    PRAGMA locking_mode = EXCLUSIVE;
                    PRAGMA temp_store = MEMORY;
                    PRAGMA application_id = \(CopyFile.applicationID);
                    PRAGMA user_version = \(SQLCatalog.version);
                    """)
        }
        return configuration
    }

    private func fill(_ database: Database) throws -> [String: Int] {
        var rows: [String: Int] = [:]
        for model in SQLCatalog.models {
            guard let view = try models.view(named: model.name) else {
                throw ReplayFailure(
                    .software, "Le modèle « \(model.name) » n'a pas de vue : défaut de cette version.")
            }
            for table in model.tables {
                try database.execute(sql: table.text.definition)
                rows[table.text.name] = try table.fill(from: view, database)
                for index in table.text.indexDefinitions { try database.execute(sql: index) }
            }
        }
        for query in SQLCatalog.queries { try database.execute(sql: query.definition) }
        try fillDescription(database, &rows)
        return rows
    }

    /// Checks the file as SQLite can: pages and indexes, references, and that every view can be read.
    private static func check(_ database: Database) throws {
        let answer = try String.fetchAll(database, sql: "PRAGMA integrity_check")
        guard answer == ["ok"] else {
            throw ReplayFailure(
                .inputOutput, "SQLite trouve la copie abîmée (\(answer.first ?? "")) : vérifiez le disque.")
        }
        if let row = try Row.fetchOne(database, sql: "PRAGMA foreign_key_check") {
            throw ReplayFailure(.software, "La copie a une référence sans cible (\(row)) : défaut de cette version.")
        }
        for query in SQLCatalog.queries {
            _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM \(query.name)")
        }
    }
}

extension ReplayFailure {
    /// Of a call of SQLite.
    init(_ error: DatabaseError) {
        switch error.resultCode {
        case .SQLITE_FULL: self.init(.cannotCreate, "Le disque est plein : la copie n'a pas été faite.")
        case .SQLITE_IOERR, .SQLITE_CORRUPT:
            self.init(
                .inputOutput, "SQLite n'a pas pu écrire la copie : \(error.message ?? error.resultCode.description).")
        case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM:
            self.init(
                .cannotCreate, "SQLite n'a pas pu créer la copie : \(error.message ?? error.resultCode.description).")
        default:
            self.init(.software, "SQLite a refusé une instruction (\(error.description)) : défaut de cette version.")
        }
    }
}
