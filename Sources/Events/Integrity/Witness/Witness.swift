import Synchronization

/// A witness (C2SP tlog-witness): cosigns checkpoints of the logs that it was given, each only as the continuation of the last.
///
/// What was cosigned is durable before anybody is told: a witness that was killed in between knows it when it comes back, and
/// nobody else ever got the signature. So no two of its cosignatures are of logs that contradict each other.
public final class Witness: Sendable {
    private let logs: [String: [NoteVerifier]]
    private let signer: NoteSigner
    private let file: WitnessFile
    private let state: Mutex<WitnessState>

    /// A witness of `logs`, going on from its file.
    ///
    /// - Parameters:
    ///   - logs: the logs' keys; a log may have several.
    ///   - signer: signs with a time.
    /// - Throws: `WitnessError`.
    public init(of logs: [NoteVerifier], signer: NoteSigner, file: WitnessFile) throws(WitnessError) {
        precondition(signer.kind == .cosignature, "a witness signs with a time")
        self.logs = Dictionary(grouping: logs) { $0.name }
        self.signer = signer
        self.file = file
        state = Mutex(try file.load())
    }

    /// The key that checks what is signed here.
    public var verifier: NoteVerifier { signer.verifier }

    /// The size of the checkpoint of a log that was cosigned last; 0 when none was.
    public func size(of origin: String) -> UInt64 {
        state.withLock { $0.entries[origin]?.checkpoint.size ?? 0 }
    }

    /// Answers an `add-checkpoint` request. Blocks: it writes and syncs.
    ///
    /// - Parameter now: in seconds since 1970.
    /// - Returns: the cosignature of the checkpoint in the request.
    /// - Throws: `WitnessRefusal`.
    public func add(_ body: some Collection<UInt8>, at now: UInt64) throws(WitnessRefusal) -> NoteSignature {
        let (update, checkpoint) = try Self.read(body)
        guard let verifiers = logs[checkpoint.origin] else { throw .unknownOrigin(checkpoint.origin) }
        try Self.check(update.note, verifiers)
        guard update.oldSize <= checkpoint.size else {
            throw .malformed("la taille connue, \(update.oldSize), dépasse celle du point de contrôle")
        }
        return try state.withLock { state throws(WitnessRefusal) in
            let known = state.entries[checkpoint.origin]
            let size = known?.checkpoint.size ?? 0
            guard update.oldSize == size else { throw .conflict(size: size) }
            try Self.check(checkpoint, continues: known?.checkpoint, by: update.hashes)
            // A clock that was set back must not make an older checkpoint look like the newer one.
            let time = max(now, known?.cosignedAt ?? 0)
            if known?.checkpoint != checkpoint {
                var next = state
                next.entries[checkpoint.origin] = .init(checkpoint: checkpoint, note: update.note, cosignedAt: time)
                do throws(FileError) { try file.save(next) } catch { throw .unwritten(error) }
                state = next
            }
            return try sign(update.note, at: time)
        }
    }

    private func sign(_ note: SignedNote, at time: UInt64) throws(WitnessRefusal) -> NoteSignature {
        do { return try signer.cosign(note, at: time) } catch { throw .malformed("la clé refuse de signer") }
    }

    private static func read(
        _ body: some Collection<UInt8>
    ) throws(WitnessRefusal) -> (update: CheckpointUpdate, checkpoint: Checkpoint) {
        do throws(NoteError) {
            let update = try CheckpointUpdate(body)
            return (update, try Checkpoint(update.note.text))
        } catch {
            throw .malformed(error.explanation)
        }
    }

    private static func check(_ note: SignedNote, _ verifiers: [NoteVerifier]) throws(WitnessRefusal) {
        var failure: NoteError?
        for verifier in verifiers {
            do throws(NoteError) {
                try verifier.verify(note)
                return
            } catch {
                failure = error
            }
        }
        if let failure { throw .notSigned(failure) }
    }

    private static func check(
        _ new: Checkpoint, continues old: Checkpoint?, by hashes: [MerkleHash]
    ) throws(WitnessRefusal) {
        guard let old, old.size > 0 else {
            // Every log continues one without records: there is nothing to prove.
            guard hashes.isEmpty else { throw .inconsistent(.tooLong) }
            guard new.size > 0 || new.root == MerkleTree.emptyRoot else { throw .inconsistent(.rootDiffers) }
            return
        }
        guard old.size < new.size else {
            guard hashes.isEmpty else { throw .inconsistent(.tooLong) }
            guard old.root == new.root else { throw .contradiction(size: old.size) }
            return
        }
        do throws(ProofError) {
            try ConsistencyProof(oldSize: old.size, newSize: new.size, hashes: hashes)
                .verify(old: old.root, new: new.root)
        } catch {
            throw .inconsistent(error)
        }
    }
}
