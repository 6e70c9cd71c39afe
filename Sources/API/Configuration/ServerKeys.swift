public import Crypto
public import Events
import Foundation

/// The keys of a server: all but the signing key are derived from its master key.
///
/// `COOKIE_SECRET`, when it is given, replaces the master key for sessions and CSRF tokens only. When it is not,
/// those keys come from the master key too: log, vault, blobs and master key are all that has to be kept for sessions
/// to stay valid, and changing or adding `COOKIE_SECRET` closes every session.
public struct ServerKeys: Sendable {
    /// Opens the vault, which derives its own key.
    public let masterKey: MasterKey
    /// Signs checkpoints. Its public half is known to others, so it is a key of its own, which outlives the master key.
    public let signingKey: SigningKey
    /// Of `EmailAddress.text`: finds an account by its address.
    public let emailHash: KeyedHash
    /// Of normalised invitation codes.
    public let invitationHash: KeyedHash
    /// Of session tokens.
    public let sessionHash: KeyedHash
    /// Binds a CSRF token to its session.
    public let csrfKey: SymmetricKey
    /// Seals snapshots of the read models.
    public let snapshotKey: SymmetricKey

    init(masterKey: MasterKey, signingKey: SigningKey, cookieSecret: Secret?) {
        self.masterKey = masterKey
        self.signingKey = signingKey
        emailHash = KeyedHash(key: masterKey.derived(for: "email"))
        invitationHash = KeyedHash(key: masterKey.derived(for: "invitations"))
        snapshotKey = masterKey.derived(for: "snapshots")
        let cookies =
            cookieSecret.map { SymmetricKey(data: Data($0.revealed.utf8)) } ?? masterKey.derived(for: "cookies")
        sessionHash = KeyedHash(key: Self.derived(from: cookies, for: "sessions"))
        csrfKey = Self.derived(from: cookies, for: "csrf")
    }

    /// The keys of a server with this configuration; makes the keys' files when it has to be.
    ///
    /// - Throws: `ServerKeysError`.
    public static func load(
        for configuration: ServerConfiguration, files: any FileLayer
    ) throws(ServerKeysError) -> ServerKeys {
        let masterKey =
            switch configuration.masterKey {
            case .given(let key): key
            case .file: try MasterKeyFile(directory: configuration.dataDirectory, files: files).loadOrMake()
            }
        let signingKey =
            switch configuration.signingKey {
            case .given(let key): key
            case .file: try SigningKeyFile(place: configuration.treePlace, files: files).loadOrMake()
            }
        return ServerKeys(masterKey: masterKey, signingKey: signingKey, cookieSecret: configuration.cookieSecret)
    }

    private static func derived(from key: SymmetricKey, for purpose: String) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: key, info: Data("eaf \(purpose) v1".utf8), outputByteCount: MasterKey.byteCount)
    }
}
