import API
import ArgumentParser
import Events
import Foundation
import Projections
import Replay
import S3

/// Where the log and the data beside it lie: options win over the environment, which wins over the defaults.
struct LogOptions: ParsableArguments {
    @Option(help: "Dossier du journal (EAF_EVENTLOG_DIR ; par défaut : eventlog).")
    var eventlogDir: String?

    @Option(help: "Dossier des données : coffre, clés, instantanés (EAF_DATA_DIR ; par défaut : .data).")
    var dataDir: String?

    private var environment: [String: String] { ProcessInfo.processInfo.environment }

    private func value(_ option: String?, _ variable: String, _ fallback: String) -> String {
        option ?? environment[variable].flatMap { $0.isEmpty ? nil : $0 } ?? fallback
    }

    var eventlogDirectory: String { value(eventlogDir, "EAF_EVENTLOG_DIR", "eventlog") }
    var dataDirectory: String { value(dataDir, "EAF_DATA_DIR", ".data") }
    var logName: String { value(nil, "EAF_LOG_NAME", "eaf") }

    /// The log's directory, which must be there. Of a log in a database it is this node's copy, brought up to date first.
    ///
    /// - Parameter comparesAll: whether the whole copy is compared with the database.
    func folder(comparesAll: Bool = false) throws -> LogFolder {
        try mirror()?.bringUp(comparesAll: comparesAll)
        return try LogFolder(eventlogDirectory)
    }

    /// Nil when the log is in files: there is no database, or a directory was named.
    func mirror() throws -> LogMirror? {
        guard let url = try database() else { return nil }
        return LogMirror(directory: eventlogDirectory, url: url)
    }

    func database() throws -> String? { eventlogDir == nil ? try DatabaseOptions.environment() : nil }

    /// The master key; the data directory must be there.
    func masterKey() throws -> MasterKey {
        guard FileManager.default.fileExists(atPath: dataDirectory) else {
            throw ReplayFailure.missingDirectory(dataDirectory, "Dossier de données", variable: "EAF_DATA_DIR")
        }
        return try MasterKeyPlace(environment: environment, dataDirectory: dataDirectory).read()
    }

    /// The bucket that copies are in, of the configuration that the server would have; nil: in the data directory.
    func bucket(with more: [String: String] = [:]) throws -> S3Configuration? {
        do throws(ConfigurationError) {
            return try EnvironmentReader(environment: environment, overrides: more).storage()
        } catch {
            throw ReplayFailure(.configuration, error.description)
        }
    }

    /// The place of copies that is not the data directory; nil when it is.
    func blobs() throws -> (any SealedBlobs)? { try bucket().map { BlobsInBucket($0) } }

    func keys() throws -> any KeyRing {
        try VaultKeys.open(dataDirectory: dataDirectory, database: try database(), masterKey: try masterKey())
    }

    var signingKey: SigningKeyPlace { SigningKeyPlace(environment: environment, dataDirectory: dataDirectory) }
    var tree: TreePlace { TreePlace(eventlog: eventlogDirectory, data: dataDirectory) }

    func snapshots() throws -> SnapshotPlace {
        SnapshotPlace(dataDirectory: dataDirectory, masterKey: try masterKey(), build: BuildFingerprint.current)
    }
}
