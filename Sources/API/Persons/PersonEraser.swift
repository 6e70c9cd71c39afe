import Events
import Foundation
import Logging
import Projections
import Synchronization

/// Erases persons (GDPR, article 17): everything of theirs becomes unreadable, in the log, in blobs and in every backup of them,
/// without a byte of the log being changed.
///
/// The order lets every part be repeated, so that a crash or a refusing disk at any point is made good later, by the next start
/// or by `ErasureService`:
///
/// 1. the tombstone in the vault: the key is gone, and none is ever made or accepted again for the person;
/// 2. `person.erased` in the log: account, sessions, épreuves and positions leave the read models, marks stay;
/// 3. blobs: they are only noise by now;
/// 4. snapshots of states before, which have no personal value but lead to them.
final class PersonEraser: Sendable {
    let backend: Backend
    let blobs: any BlobStore
    let snapshots: SnapshotFile
    /// Blobs that the device would not remove.
    private let stubborn = Mutex<Set<BlobAddress>>([])

    init(backend: Backend, blobs: any BlobStore, snapshots: SnapshotFile) {
        self.backend = backend
        self.blobs = blobs
        self.snapshots = snapshots
    }

    /// Erases a person. Erasing somebody who is erased, wholly or halfway, completes what is missing.
    ///
    /// - Throws: `WriterError` when the rules say no, or the log cannot be written: the key is gone then all the same, and the
    ///   rest follows; `VaultError` when nothing happened.
    func erase(
        _ person: PersonID, cause: RightsCause, as actor: Actor, for trace: RequestTrace
    ) async throws -> Erasure {
        let before = backend.state
        let command = ErasePerson(person: person, cause: cause)
        do throws(Rejection) {
            try command.check(in: before)
        } catch {
            throw WriterError.rejected(error)
        }
        try backend.vault.erase(person)
        let state = try await record(command, as: actor, for: trace)
        Logger.current.security(
            .userDeleted, metadata: ["account": "\(person)", "actor": "\(actor.description)"])
        let files = await removeFiles(of: person, in: state)
        let removedSnapshots = removeSnapshots()
        let residue = await residue(of: person)
        Logger.current.security(
            .sensitiveDataDeleted,
            metadata: ["account": "\(person)", "residue": "\(residue.map(\.rawValue).joined(separator: ","))"])
        return Erasure(
            account: person, sessions: before.sessions.sessions(of: person).count, files: files,
            snapshots: removedSnapshots, residue: residue)
    }

    /// The state with the erasure.
    private func record(
        _ command: ErasePerson, as actor: Actor, for trace: RequestTrace
    ) async throws(WriterError) -> ReadModels {
        do throws(WriterError) {
            return try await backend.submit(command, as: actor, for: trace).state
        } catch .personErased {
            // The person asked twice at once, and the other request was first.
            return backend.state
        }
    }

    /// Goes on with what was left undone; costs next to nothing when that is nothing.
    ///
    /// - Throws: `WriterError`.
    func finish() async throws(WriterError) {
        let repair = ErasureRepair(vault: backend.vault, store: backend.store, writer: backend.writer)
        if try await repair.recordErasures() > 0 {
            // Whose record had to wait may have files too; the state tells which.
            stubborn.withLock { $0.formUnion(backend.state.copies.erasedBlobs.compactMap(BlobAddress.init)) }
        }
        _ = await remove(stubborn.withLock { Array($0) })
        removeSnapshots()
    }

    private func removeFiles(of person: PersonID, in state: ReadModels) async -> Int {
        await remove(state.copies.ownedBy(person).flatMap(\.blobs).compactMap(BlobAddress.init))
    }

    /// Returns how many of the blobs were there and are not any more.
    private func remove(_ addresses: [BlobAddress]) async -> Int {
        var removed = 0
        for (index, address) in addresses.enumerated() {
            do throws(BlobError) {
                let isThere = try await blobs.holds(address)
                try await blobs.remove(address)
                if isThere { removed += 1 }
                stubborn.withLock { _ = $0.remove(address) }
            } catch {
                stubborn.withLock { _ = $0.insert(address) }
                Logger.current.error("cannot remove a blob of an erased person", metadata: error.logMetadata)
                guard case .unavailable = error else { continue }
                // The service is down: the others would each wait for nothing.
                stubborn.withLock { $0.formUnion(addresses[index...]) }
                break
            }
        }
        return removed
    }

    @discardableResult
    private func removeSnapshots() -> Int {
        do throws(FileError) {
            return try snapshots.remove(before: backend.state.accounts.lastErasedAt)
        } catch {
            Logger.current.error("cannot remove a snapshot from before an erasure", metadata: error.logMetadata)
            return 0
        }
    }

    /// Looks whether anything of the person can still be reached.
    private func residue(of person: PersonID) async -> [Erasure.Residue] {
        let state = backend.state
        var residue: [Erasure.Residue] = []
        if backend.vault.key(for: person) != nil { residue.append(.key) }
        if state.accounts[person] != nil { residue.append(.account) }
        if !state.sessions.sessions(of: person).isEmpty { residue.append(.sessions) }
        if !state.epreuves.ownedBy(person).isEmpty { residue.append(.epreuves) }
        for address in state.copies.ownedBy(person).flatMap(\.blobs).compactMap(BlobAddress.init) {
            // A store that cannot say so may well hold it.
            if (try? await blobs.holds(address)) ?? true {
                residue.append(.files)
                break
            }
        }
        if snapshots.positions.contains(where: { $0 < state.accounts.lastErasedAt }) { residue.append(.snapshots) }
        return residue
    }
}
