import Events
import Foundation

/// What lies beside the log: the vault, a snapshot, keys.
extension Restore {
    /// The vault as it is in the backup now, whatever moment the log is restored to: who was erased stays erased.
    func restoreVault(into staging: StagingFolder) async throws -> VaultImage {
        var bytes: [UInt8] = []
        for part in manifest.vault.sequences.indices { bytes += try await loader.vaultPart(part).slots }
        guard bytes.count >= manifest.vault.bytes else {
            throw BackupFault.damaged(
                key: ObjectName.vault(part: max(0, manifest.vault.sequences.count - 1)), records: nil,
                reason: "le coffre n'a que \(bytes.count) octets au lieu de \(manifest.vault.bytes)")
        }
        let image: VaultImage
        do throws(VaultError) { image = try VaultImage(bytes) } catch {
            throw BackupFault.damaged(key: ObjectName.vault(part: 0), records: nil, reason: error.remedy)
        }
        try staging.write([bytes], to: staging.data + "/vault")
        return image
    }

    func restoreSnapshot(into staging: StagingFolder) async throws {
        guard let position = plan.snapshot, let snapshot = manifest.snapshots.last(where: { $0.position == position })
        else { return }
        let path = "\(staging.snapshots)/\(position.padded).snapshot"
        do throws(BackupFault) {
            let bytes = try await loader.backup.objects.read(
                snapshot.key, bytes: snapshot.storedBytes, sha256: snapshot.storedSHA256, records: nil)
            try? staging.write([bytes], to: path)
        } catch {
            guard case .damaged(let key, let records, let reason) = error else { throw error }
            throw BackupFault.damaged(
                key: key, records: records, reason: reason + " (un instantané : --without-snapshots s'en passe)")
        }
    }

    /// Copies the keys that were offered, and returns the names of those that somebody must put back.
    func copyKeys(into staging: StagingFolder) throws -> [String] {
        var missing = RestorePlan.keyFiles
        if let folder = options.keysFrom {
            for name in RestorePlan.keyFiles where (try? files.status(folder + "/" + name)) != nil {
                try staging.write([try files.readWhole(folder + "/" + name)], to: staging.data + "/" + name)
                missing.removeAll { $0 == name }
            }
        }
        try checkMasterKey(in: staging)
        return missing
    }

    /// A master key that does not open the vault is noticed now and not when the server starts.
    private func checkMasterKey(in staging: StagingFolder) throws {
        let path = staging.data + "/master.key"
        guard staging.size(of: path) != nil else { return }
        guard let key = MasterKey(String(decoding: try staging.read(path), as: UTF8.self)) else {
            throw ReplayFailure(.configuration, "« master.key » ne contient pas une clé maîtresse.")
        }
        _ = try VaultFile(path: staging.data + "/vault", masterKey: key, files: POSIXFiles())
    }
}
