public import Events
import Foundation

/// The keys that backups need, from variables, from the files that `NAME_FILE` names, or from the data directory; none is ever made
/// here.
public struct BackupKeys: Sendable {
    static let backupVariable = "EAF_BACKUP_KEY"
    static let signingFile = "signing.key"

    private let environment: [String: String]

    /// Looks in `environment`.
    public init(environment: [String: String]) { self.environment = environment }

    /// The key that backups are encrypted with; nil when none is configured.
    ///
    /// - Throws: `ReplayFailure`, 78, when it is malformed.
    public func cipher() throws(ReplayFailure) -> BackupCipher? {
        guard let (text, place) = try given(Self.backupVariable) else { return nil }
        guard let cipher = BackupCipher(text) else { throw Self.malformed(place) }
        return cipher
    }

    /// The log's signing key; nil when there is none.
    ///
    /// - Parameter directories: where to look for `signing.key` when no variable is set.
    /// - Throws: `ReplayFailure`, 78, when it is malformed.
    public func signing(in directories: [String]) throws(ReplayFailure) -> SigningKey? {
        var found = try given(SigningKeyPlace.variable)
        for directory in directories where found == nil {
            let path = directory + "/" + Self.signingFile
            if let text = try? String(contentsOfFile: path, encoding: .utf8) { found = (text, path) }
        }
        guard let (text, place) = found else { return nil }
        guard let key = SigningKey(text) else { throw Self.malformed(place) }
        return key
    }

    private func given(_ variable: String) throws(ReplayFailure) -> (text: String, place: String)? {
        if let text = environment[variable], !text.isEmpty { return (text, variable) }
        guard let path = environment[variable + "_FILE"], !path.isEmpty else { return nil }
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw ReplayFailure(.configuration, "\(variable)_FILE : « \(path) » ne se lit pas.")
        }
        return (text, path)
    }

    private static func malformed(_ place: String) -> ReplayFailure {
        ReplayFailure(
            .configuration, "\(place) ne contient pas une clé : 32 octets en base64url (openssl rand -base64 32).")
    }
}
