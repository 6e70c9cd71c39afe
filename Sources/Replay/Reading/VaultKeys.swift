public import Events
import Foundation

/// The keys of persons, for a reader: a vault that is there already is opened, none is ever made.
public enum VaultKeys {
    /// Opens `<data>/vault` with `masterKey`.
    ///
    /// - Throws: `ReplayFailure`: 66 when there is no vault, 78 when the key is another's.
    public static func open(dataDirectory: String, masterKey: MasterKey) throws(ReplayFailure) -> any KeyRing {
        try file(dataDirectory: dataDirectory, masterKey: masterKey)
    }

    /// How many persons have a key, and how many were erased.
    ///
    /// - Throws: as `open`.
    public static func counts(
        dataDirectory: String, masterKey: MasterKey
    ) throws(ReplayFailure) -> (keys: Int, erased: Int) {
        try file(dataDirectory: dataDirectory, masterKey: masterKey).counts
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
