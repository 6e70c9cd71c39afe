import Crypto
public import Events
import Foundation

/// Whose signature on a backup is believed.
public enum BackupTrust: Sendable {
    /// The holder of this key; the log's own key and the one under the backup's name are the same.
    case key(NoteVerifier)
    /// Whoever signed, as long as it is one key for everything: says that a backup is of one piece, not where it comes from.
    case anyOne

    /// The key to check a note with that says who signed it.
    ///
    /// - Parameter vkey: the key that the note itself names.
    /// - Throws: `NoteError.notAKey`.
    func verifier(named vkey: String) throws(NoteError) -> NoteVerifier {
        let named = try NoteVerifier(vkey)
        return switch self {
        case .anyOne: named
        case .key(let trusted): try trusted.renamed(named.name)
        }
    }
}

extension NoteVerifier {
    /// The same public key under another name: a log signs checkpoints and backups with one key under two names.
    func renamed(_ name: String) throws(NoteError) -> NoteVerifier {
        guard let text = text.split(separator: "+", maxSplits: 2).last, let bytes = Data(base64Encoded: String(text)),
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes.dropFirst())
        else { throw .notAKey }
        return NoteVerifier(name: name, key: key, kind: .note)
    }
}
