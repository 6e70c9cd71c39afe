import Events

/// The vault as it was shipped last.
struct ShippedVault: Sendable {
    /// The file as it was then; nil in a new process.
    var status: FileStatus?
    /// The parts' digests; empty when this computer does not know them.
    var parts: [SHA256Text]
}

/// The vault: its current state only. Parts that changed are overwritten, so that a key that was destroyed is in no object any more.
extension Shipper {
    /// The vault as it is now. A slot that the server is writing may look broken, so a broken vault is looked at twice.
    func vaultImage() throws -> VaultImage { try readVault().image }

    private func readVault() throws -> (bytes: [UInt8], image: VaultImage) {
        guard (try? source.files.status(source.vault)) != nil else {
            throw ReplayFailure(
                .noInput, "Coffre introuvable : « \(source.vault) ». Vérifiez EAF_DATA_DIR ou l'option --data-dir.")
        }
        let bytes = try source.files.readWhole(source.vault)
        if let image = try? VaultImage(bytes) { return (Array(bytes[..<image.byteCount]), image) }
        let again = try source.files.readWhole(source.vault)
        let image = try VaultImage(again)
        return (Array(again[..<image.byteCount]), image)
    }

    /// Ships the parts that changed. It is read after the records, so it has the key of every person in them.
    mutating func shipVault(into draft: inout BackupManifest) async throws {
        let status = try? source.files.status(source.vault)
        if let status, status == vault.status { return }
        let bytes = try readVault().bytes
        let sequence = (manifest?.sequence ?? 0) + 1
        var shipped = ShippedVault(status: status, parts: [])
        for part in 0..<VaultPart.count(of: bytes.count) {
            let slots = Array(bytes[VaultPart.range(of: part, in: bytes.count)])
            let digest = SHA256Text(of: slots)
            shipped.parts.append(digest)
            if part < vault.parts.count, vault.parts[part] == digest { continue }
            if vault.parts.isEmpty, try await isCurrent(part, slots, in: draft) { continue }
            let object = try VaultPart(origin: origin, part: part, sequence: sequence, slots: slots)
                .encode(signer: signer, objects)
            try await objects.replace(object)
            report.moved(object.bytes.count)
            if part < draft.vault.sequences.count {
                draft.vault.sequences[part] = sequence
            } else {
                draft.vault.sequences.append(sequence)
            }
        }
        draft.vault.bytes = bytes.count
        vault = shipped
    }

    /// Whether a part is in the backup as it should be.
    private func isCurrent(_ part: Int, _ slots: [UInt8], in draft: BackupManifest) async throws -> Bool {
        guard part < draft.vault.sequences.count else { return false }
        let there = try? await VaultPart.read(
            part, from: objects, isEncrypted: draft.isEncrypted, origin: origin, verifier: signer.verifier)
        return there.map { $0.slots == slots && $0.sequence >= draft.vault.sequences[part] } ?? false
    }
}
