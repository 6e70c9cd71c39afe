import Events
import Foundation
import S3

/// A part of the vault as it is stored: a signed note whose text is one line of JSON with the slots in base 64, sealed in an
/// encrypted backup.
///
/// It is overwritten whenever the part changes, before the manifest is. So it says itself what it is, and the manifest only which
/// sequence number it has at least: an earlier one is an old vault put back, in which a person may still have a key.
struct VaultPart: Codable, Equatable, Sendable {
    /// Bytes of the vault in every part but the last.
    static let bytesMax = 4_096 * VaultImage.slotBytes

    var format = BackupManifest.formatCurrent
    let origin: LogOrigin
    let part: Int
    /// Of the manifest that it was made for.
    let sequence: Int
    private let data: Data

    var slots: [UInt8] { [UInt8](data) }

    init(origin: LogOrigin, part: Int, sequence: Int, slots: [UInt8]) {
        self.origin = origin
        self.part = part
        self.sequence = sequence
        data = Data(slots)
    }

    private enum CodingKeys: String, CodingKey {
        case format, origin, part, sequence
        case data = "slots"
    }

    /// How many parts a vault of so many bytes has.
    static func count(of bytes: Int) -> Int { (bytes + bytesMax - 1) / bytesMax }

    static func range(of part: Int, in bytes: Int) -> Range<Int> {
        part * bytesMax..<min((part + 1) * bytesMax, bytes)
    }

    /// The object.
    ///
    /// - Throws: an error of the cryptographic library.
    func encode(signer: NoteSigner, _ objects: BackupObjects) throws -> BackupObjects.Stored {
        let line = String(decoding: try CanonicalJSON.encode(self), as: UTF8.self)
        return try objects.prepare(ObjectName.vault(part: part), try signer.sign(line + "\n").bytes)
    }

    /// Reads a part and checks that it is this one of this log, signed.
    ///
    /// - Throws: `BackupFault`.
    static func read(
        _ part: Int, from objects: BackupObjects, isEncrypted: Bool, origin: LogOrigin, verifier: NoteVerifier
    ) async throws(BackupFault) -> VaultPart {
        let key = ObjectName.vault(part: part) + (isEncrypted ? ObjectName.sealedSuffix : "")
        func damaged(_ reason: String) -> BackupFault { .damaged(key: key, records: nil, reason: reason) }
        guard let stored = try await objects.get(key, bytesMax: 2 * SignedNote.bytesMax) else {
            throw damaged("il n'est pas là")
        }
        let bytes = try objects.open(key, stored.bytes, records: nil)
        let note: SignedNote
        do throws(NoteError) { note = try SignedNote(bytes) } catch { throw damaged(error.explanation) }
        do throws(NoteError) { try verifier.verify(note) } catch { throw .untrusted(key: key, error) }
        guard let read = try? JSONDecoder().decode(VaultPart.self, from: Data(note.text.utf8)) else {
            throw damaged("ce n'est pas une partie de coffre")
        }
        guard read.origin == origin, read.part == part else {
            throw damaged("c'est la partie \(read.part) du coffre de « \(read.origin.checkpointOrigin) »")
        }
        return read
    }
}
