import Events
import S3

/// Gets lines and blobs from a backup, and what is damaged there from a second backup of the same log.
struct PieceLoader: Sendable {
    let backup: OpenedBackup
    /// Where damaged objects are replaced from.
    let spare: OpenedBackup?

    /// The lines of a piece. Those from the second backup must have the same SHA-256.
    ///
    /// - Throws: `BackupFault`.
    func lines(of piece: BackupPiece) async throws(BackupFault) -> [UInt8] {
        do throws(BackupFault) {
            return try await backup.lines(of: piece)
        } catch {
            guard case .damaged = error, let spare else { throw error }
            guard let lines = try? await spare.lines(piece.records), lines.count == piece.bytes,
                SHA256Text(of: lines) == piece.sha256
            else { throw error }
            return lines
        }
    }

    /// A blob; nil when there is none, and the backup says that there was none to ship.
    ///
    /// - Throws: `BackupFault`.
    func blob(_ address: SHA256Text) async throws(BackupFault) -> [UInt8]? {
        do throws(BackupFault) {
            if let bytes = try await Self.blob(address, in: backup) { return bytes }
            if let spare, let bytes = try? await Self.blob(address, in: spare) { return bytes }
        } catch {
            guard case .damaged = error, let spare, let bytes = try? await Self.blob(address, in: spare) else {
                throw error
            }
            return bytes
        }
        guard backup.manifest.blobs.missing.contains(address) else {
            throw .damaged(key: ObjectName.blob(address), records: nil, reason: "il n'est pas là")
        }
        return nil
    }

    /// The longest blob that a backup can hold.
    private static let blobBytesMax = 512 << 20

    private static func blob(_ address: SHA256Text, in backup: OpenedBackup) async throws(BackupFault) -> [UInt8]? {
        let key = ObjectName.blob(address)
        guard let object = try await backup.objects.get(key, bytesMax: blobBytesMax) else { return nil }
        guard SHA256Text(of: object.bytes) == address else {
            throw .damaged(key: key, records: nil, reason: "son empreinte SHA-256 n'est pas son nom")
        }
        return object.bytes
    }

    /// A part of the vault. The second backup may have one that is as new.
    ///
    /// - Throws: `BackupFault`.
    func vaultPart(_ part: Int) async throws(BackupFault) -> VaultPart {
        do throws(BackupFault) {
            return try await Self.vaultPart(part, in: backup, notBefore: backup.manifest.vault.sequences[part])
        } catch {
            switch error {
            case .damaged, .untrusted:
                guard let spare, part < spare.manifest.vault.sequences.count,
                    spare.manifest.head.position >= backup.manifest.head.position,
                    let read = try? await Self.vaultPart(
                        part, in: spare, notBefore: spare.manifest.vault.sequences[part])
                else { throw error }
                return read
            default: throw error
            }
        }
    }

    private static func vaultPart(
        _ part: Int, in backup: OpenedBackup, notBefore sequence: Int
    ) async throws(BackupFault) -> VaultPart {
        let manifest = backup.manifest
        let read = try await VaultPart.read(
            part, from: backup.objects, isEncrypted: manifest.isEncrypted, origin: manifest.origin,
            verifier: backup.note.verifier)
        guard read.sequence >= sequence else {
            throw .damaged(
                key: ObjectName.vault(part: part), records: nil,
                reason:
                    "c'est une version ancienne (n° \(read.sequence)) du coffre, remise à la place du n° \(sequence) : "
                    + "des personnes effacées depuis y auraient encore une clé")
        }
        return read
    }
}
