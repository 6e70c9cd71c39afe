import Crypto
import Events
import Foundation

/// The manifest as it is stored: a signed note (C2SP signed-note) whose text is one line of JSON.
///
/// The line is the manifest itself, or, in an encrypted backup, an object that says no more than `format`, `sequence`, `key` and
/// `sealed`: the sealed manifest in base64url. The note is signed under the name `<origin>/backup`; `key` is the verifier key.
struct ManifestNote: Sendable {
    /// The longest that is read.
    static let bytesMax = SignedNote.bytesMax

    let manifest: BackupManifest
    /// Of the object: names this manifest in records.
    let sha256: SHA256Text
    /// Checks what else in the backup is signed.
    let verifier: NoteVerifier

    /// The line of an encrypted manifest.
    private struct Envelope: Codable {
        var format: Int
        var sequence: Int
        var key: String
        var sealed: String
    }

    /// The members that are read first.
    private struct Opening: Decodable {
        var format: Int
        var sealed: String?
    }

    /// The object for a manifest.
    ///
    /// - Throws: an error of the cryptographic library.
    static func encode(_ manifest: BackupManifest, signer: NoteSigner, key: BackupCipher?) throws -> [UInt8] {
        var line = [UInt8](try CanonicalJSON.encode(manifest))
        if let key {
            let sealed = try key.seal(line, for: context(manifest.sequence))
            line = [UInt8](
                try CanonicalJSON.encode(
                    Envelope(
                        format: manifest.format, sequence: manifest.sequence, key: manifest.key,
                        sealed: Base64URL.encode(sealed))))
        }
        return try signer.sign(String(decoding: line, as: UTF8.self) + "\n").bytes
    }

    /// Reads, checks and opens an object.
    ///
    /// - Throws: `BackupFault`.
    init(_ bytes: [UInt8], trust: BackupTrust, key: BackupCipher?) throws(BackupFault) {
        sha256 = SHA256Text(of: bytes)
        let note: SignedNote
        do throws(NoteError) { note = try SignedNote(bytes) } catch { throw Self.damaged(error.explanation) }
        let line = Array(note.text.utf8.dropLast())
        let opening: Opening = try Self.decode(line)
        guard opening.format <= BackupManifest.formatCurrent else { throw .newerFormat(opening.format) }
        if let sealed = opening.sealed {
            let envelope: Envelope = try Self.decode(line)
            verifier = try Self.verify(note, trust, envelope.key)
            guard let key else { throw .noKey }
            guard let sealed = Base64URL.decode(sealed),
                let plain = try? key.open(sealed, for: Self.context(envelope.sequence))
            else { throw .wrongKey }
            manifest = try Self.decode(plain)
            guard manifest.sequence == envelope.sequence, manifest.key == envelope.key else {
                throw Self.damaged("l'enveloppe et le contenu ne concordent pas")
            }
        } else {
            manifest = try Self.decode(line)
            verifier = try Self.verify(note, trust, manifest.key)
        }
        guard verifier.name == BackupManifest.keyName(of: manifest.origin) else {
            throw Self.damaged("il est signé sous le nom d'un autre journal")
        }
        guard manifest.isEncrypted == (opening.sealed != nil) else {
            throw Self.damaged("il ne dit pas s'il est chiffré")
        }
    }

    private static func verify(
        _ note: SignedNote, _ trust: BackupTrust, _ vkey: String
    ) throws(BackupFault) -> NoteVerifier {
        do throws(NoteError) {
            let verifier = try trust.verifier(named: vkey)
            try verifier.verify(note)
            return verifier
        } catch {
            throw .untrusted(key: ObjectName.manifest, error)
        }
    }

    private static func context(_ sequence: Int) -> String { "\(ObjectName.manifest)/\(sequence)" }

    private static func decode<Value: Decodable>(_ line: [UInt8]) throws(BackupFault) -> Value {
        do {
            return try JSONDecoder().decode(Value.self, from: Data(line))
        } catch {
            throw damaged("ce n'est pas un manifeste (\(error))")
        }
    }

    private static func damaged(_ reason: String) -> BackupFault {
        .damaged(key: ObjectName.manifest, records: nil, reason: reason)
    }
}
