import Events
import Projections

/// Takes one person over: files first, then the one commit that names them.
struct PersonTaker: Sendable {
    let backend: Backend
    let blobs: any BlobStore
    let files: FileTaker
    let actor: Actor
    let trace: RequestTrace

    /// Submits what is new of the person.
    ///
    /// - Throws: `WriterError`, `VaultError`, `BlobError`, or the error of reading a file; nothing of the person was
    ///   taken then.
    func take(_ plan: PersonPlan) async throws {
        let person = plan.person
        guard plan.hasNews else { return }
        if !backend.vault.isKnown(person.id) { try backend.vault.makeKey(for: person.id) }
        var stored: [CopieID: ImportedFile] = [:]
        do {
            for (copie, found) in plan.newCopies {
                stored[copie.id] = try await files.store(copie, found, owner: person.id, in: blobs)
            }
            let command = plan.command(files: stored, emailHash: backend.emailHash.of(person.email.text))
            _ = try await backend.submit(command, as: actor, for: trace)
        } catch {
            // What stays behind the next start reports as orphans.
            for address in stored.values.flatMap(\.addresses) { try? await blobs.remove(address) }
            throw error
        }
    }
}
