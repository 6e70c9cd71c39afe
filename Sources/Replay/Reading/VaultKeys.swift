public import Events
import Foundation
public import Projections

/// The keys of persons, for a reader: a vault that is there already is opened, none is ever made.
public enum VaultKeys {
    /// Opens `<data>/vault` with `masterKey`.
    ///
    /// - Parameter database: where the vault is when it is not in a file.
    /// - Throws: `ReplayFailure`: 66 when there is no vault, 78 when the key is another's.
    public static func open(
        dataDirectory: String, database: String? = nil, masterKey: MasterKey
    ) throws(ReplayFailure) -> any KeyRing {
        if let database { return try table(database, masterKey) }
        return try file(dataDirectory: dataDirectory, masterKey: masterKey)
    }

    /// What vault and log say of each other.
    public struct Comparison: Sendable, Equatable {
        public let keys: Int
        public let erased: Int
        /// Accounts that the vault knows nothing of.
        public let missing: Int
        /// Persons erased in the vault who still have an account; the next start of a server records it.
        public let unrecorded: Int
        /// Persons erased in the log who have a key again: an older vault was put back.
        public let returned: Int
    }

    /// Holds the vault against the accounts of a log.
    ///
    /// - Throws: as `open`.
    public static func compare(
        with accounts: Accounts, dataDirectory: String, database: String? = nil, masterKey: MasterKey
    ) throws(ReplayFailure) -> Comparison {
        let vault: any Vault
        let keys: Int
        let erased: Int
        if let database {
            let table = try table(database, masterKey)
            (keys, erased) = table.counts
            vault = table
        } else {
            let file = try file(dataDirectory: dataDirectory, masterKey: masterKey)
            (keys, erased) = file.counts
            vault = file
        }
        return Comparison(
            keys: keys, erased: erased, missing: accounts.ids.count { !vault.isKnown($0) },
            unrecorded: vault.erased.count { accounts[$0] != nil },
            returned: accounts.erasedPersons.count { vault.isKnown($0) && !vault.isErased($0) })
    }

    private static func table(_ url: String, _ masterKey: MasterKey) throws(ReplayFailure) -> PostgresVault {
        do throws(VaultError) {
            return try PostgresVault(url: url, masterKey: masterKey)
        } catch {
            throw ReplayFailure(error)
        }
    }

    private static func file(dataDirectory: String, masterKey: MasterKey) throws(ReplayFailure) -> VaultFile {
        let path = dataDirectory + "/vault"
        let files = POSIXFiles()
        // `VaultFile` makes the file when there is none, or when it was cut short while it was made.
        guard let status = try? files.status(path), status.size > 0 else {
            throw ReplayFailure(
                .noInput, "Coffre introuvable : « \(path) ». Vérifiez EAF_DATA_DIR ou l'option --data-dir.")
        }
        do throws(VaultError) {
            return try VaultFile(path: path, masterKey: masterKey, files: files)
        } catch {
            throw ReplayFailure(error)
        }
    }
}
