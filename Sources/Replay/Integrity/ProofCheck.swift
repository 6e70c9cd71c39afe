public import Events

/// Checks a file that somebody was given, offline: a checkpoint, an inclusion proof or a consistency proof.
public struct ProofCheck: Sendable {
    /// What was found.
    public struct Outcome: Encodable, Equatable, Sendable {
        /// `checkpoint`, `inclusion` or `consistency`.
        public let kind: String
        public let holds: Bool
        /// In French: what holds, or why it does not.
        public let explanation: String
        public var origin: String?
        /// How many records the checkpoint covers.
        public var size: UInt64?
        public var root: String?
        /// Of the record, when its inclusion was looked at.
        public var position: UInt64?
        /// Of the older checkpoint, when consistency was.
        public var oldSize: UInt64?
        /// The record whose inclusion holds, when the proof's file carries it: its line.
        public var record: String?
    }

    let verifier: NoteVerifier
    /// A line of the log, without its line feed.
    let record: [UInt8]?
    /// A note that was kept from an earlier look.
    let old: [UInt8]?

    /// Checks with the log's public key.
    ///
    /// - Parameters:
    ///   - record: the bytes of a record's line, with or without its line feed; an inclusion proof needs it unless it carries
    ///     the line itself, as those of a récépissé do.
    ///   - old: the older checkpoint; a consistency proof needs it.
    public init(verifier: NoteVerifier, record: [UInt8]?, old: [UInt8]?) {
        self.verifier = verifier
        self.record = record.map { $0.last == 0x0A ? $0.dropLast() : $0 }
        self.old = old
    }

    /// Looks at a file, whichever kind it is.
    ///
    /// - Throws: `ReplayFailure` 64 when the record, or the older checkpoint, is needed and was not given.
    public func check(_ file: [UInt8]) throws(ReplayFailure) -> Outcome {
        if file.starts(with: "c2sp.org/tlog-proof@".utf8) { return try inclusion(file) }
        if file.starts(with: "old ".utf8) { return try consistency(file) }
        return judge("checkpoint") { outcome in
            let checkpoint = try Checkpoint(try SignedNote(file), by: verifier)
            outcome.take(checkpoint)
            return "point de contrôle signé par « \(verifier.name) » : \(checkpoint.size) enregistrement(s), "
                + "racine \(checkpoint.root)"
        }
    }

    private func inclusion(_ file: [UInt8]) throws(ReplayFailure) -> Outcome {
        let carried = record == nil ? (try? TlogProof(file))?.extra : nil
        guard let record = record ?? carried else {
            throw ReplayFailure(
                .usage, "Cette preuve d'inclusion se contrôle avec l'enregistrement : donnez --record.")
        }
        return judge("inclusion") { outcome in
            let proof = try TlogProof(file)
            outcome.position = proof.index + 1
            let checkpoint = try Checkpoint(proof.note, by: verifier)
            outcome.take(checkpoint)
            try proof.verify(leaf: MerkleTree.leaf(record), by: verifier)
            outcome.record = carried.map { String(decoding: $0, as: UTF8.self) }
            return "l'enregistrement est à la position \(proof.index + 1) du journal « \(checkpoint.origin) », "
                + "couvert par le point de contrôle de \(checkpoint.size) enregistrement(s)"
        }
    }

    private func consistency(_ file: [UInt8]) throws(ReplayFailure) -> Outcome {
        guard let old else {
            throw ReplayFailure(
                .usage, "Une preuve de cohérence se contrôle avec l'ancien point de contrôle : donnez --old.")
        }
        return judge("consistency") { outcome in
            let earlier = try Checkpoint(try SignedNote(old), by: verifier)
            outcome.oldSize = earlier.size
            let update = try CheckpointUpdate(file)
            outcome.take(try Checkpoint(update.note, by: verifier))
            let later = try update.verify(old: earlier, by: verifier)
            return "le journal « \(later.origin) » de \(later.size) enregistrement(s) prolonge celui de "
                + "\(earlier.size) : rien n'y a été changé ni retiré"
        }
    }

    private func judge(_ kind: String, _ work: (inout Outcome) throws -> String) -> Outcome {
        var found = Outcome(kind: kind, holds: false, explanation: "")
        let result: (Bool, String)
        do {
            result = (true, try work(&found))
        } catch let error as NoteError {
            result = (false, error.explanation)
        } catch let error as ProofError {
            result = (false, error.explanation)
        } catch {
            result = (false, "\(error)")
        }
        var outcome = Outcome(kind: kind, holds: result.0, explanation: result.1)
        (outcome.origin, outcome.size, outcome.root) = (found.origin, found.size, found.root)
        (outcome.position, outcome.oldSize, outcome.record) = (found.position, found.oldSize, found.record)
        return outcome
    }
}

extension ProofCheck.Outcome {
    fileprivate mutating func take(_ checkpoint: Checkpoint) {
        origin = checkpoint.origin
        size = checkpoint.size
        root = checkpoint.root.base64
    }
}
