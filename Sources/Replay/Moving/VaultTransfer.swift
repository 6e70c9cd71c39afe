import Events
import Foundation

/// The vault on its way with its log: from the file beside a log in files into the database, or back.
public struct VaultTransfer: Sendable {
    private let file: String
    private let mirror: LogMirror?
    private let target: VaultCopy?

    /// Works out the direction: one of the places must be a database, and the other not.
    ///
    /// - Throws: `ReplayFailure`.
    public init(file: String, from source: LogPlace, into destination: LogPlace) throws(ReplayFailure) {
        self.file = file
        guard (source.url == nil) != (destination.url == nil) else {
            throw ReplayFailure(
                .usage, "--vault va entre un fichier et une base : l'un des deux lieux est postgres://…")
        }
        target = destination.url.map { VaultCopy(url: $0) }
        mirror = destination.url == nil ? source.url.map { LogMirror(directory: "", url: $0) } : nil
    }

    /// Copies.
    ///
    /// - Throws: `ReplayFailure`, `VaultError`, `FileError`.
    public func run() throws {
        if let mirror { return try mirror.copyVault(to: file) }
        guard let bytes = try? POSIXFiles().readWhole(file) else {
            throw ReplayFailure(.noInput, "Coffre introuvable : « \(file) » ne se lit pas.")
        }
        let environment = ProcessInfo.processInfo.environment
        let data = URL(fileURLWithPath: file).deletingLastPathComponent().path
        // Without it too: a new database takes the vault as it is.
        let masterKey = try? MasterKeyPlace(environment: environment, dataDirectory: data).read()
        _ = try target?.load(bytes, masterKey: masterKey)
    }
}
