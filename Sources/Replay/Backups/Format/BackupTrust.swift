import Crypto
public import Events
import Foundation

/// Whose signature on a backup is believed.
public enum BackupTrust: Sendable {
    /// The holder of this key; the log's own key and the one under the backup's name are the same.
    case key(NoteVerifier)
    /// Whoever signed, as long as it is one key for everything: says that a backup is of one piece, not where it comes from.
    case anyOne

    /// Checks that a note is signed, under the name that it was signed with.
    ///
    /// - Parameter vkey: the key that the note itself names.
    /// - Throws: `BackupFault.untrusted`.
    func check(_ note: SignedNote, vkey: String, of key: String) throws(BackupFault) {
        do throws(NoteError) {
            let named = try NoteVerifier(vkey)
            switch self {
            case .anyOne: try named.verify(note)
            case .key(let trusted): try trusted.renamed(named.name).verify(note)
            }
        } catch {
            throw .untrusted(key: key, error)
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
