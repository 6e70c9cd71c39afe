public import Events

/// Holds what a log publishes now against what it published when the auditor last looked: the *light* check. It costs a few tiles,
/// whatever the log's size.
public struct CheckpointAudit: Sendable {
    /// What came out.
    public struct Report: Encodable, Equatable, Sendable {
        public let origin: String
        public let size: UInt64
        /// Base 64.
        public let root: String
        /// How many records the pinned checkpoint covers; absent at the first visit.
        public let pinnedSize: UInt64?
        /// The checkpoint was kept for the next visit.
        public internal(set) var isPinned = false
        /// In French; empty when all is well.
        public let problems: [String]
    }

    let log: any Publication
    /// The log's public key; another timeline's name is taken for the same key.
    let verifier: NoteVerifier
    /// Nil: nothing is kept.
    let pin: PinnedCheckpoint?
    /// A restore may have opened another timeline since the last visit.
    let acceptsTimeline: Bool

    /// An audit of `log`, whose key is known.
    public init(
        _ log: any Publication, verifier: NoteVerifier, pin: PinnedCheckpoint?, acceptsTimeline: Bool
    ) {
        self.log = log
        self.verifier = verifier
        self.pin = pin
        self.acceptsTimeline = acceptsTimeline
    }

    /// Does it. The pin moves on only when nothing was found.
    ///
    /// - Returns: the report, and the checkpoint when its signature holds.
    /// - Throws: `ReplayFailure` when the log cannot be reached, or has no checkpoint.
    public func run() async throws -> (report: Report, checkpoint: Checkpoint?) {
        guard let note = try await log.checkpoint() else {
            throw ReplayFailure(
                .noInput, "\(log.name) n'a pas de point de contrôle : « eaf log checkpoint » en publie un.")
        }
        let new: Checkpoint
        do throws(NoteError) {
            new = try Checkpoint(ofAnyTimeline: note, by: verifier)
        } catch {
            let found = try? Checkpoint(note.text)
            let problem = "point de contrôle publié : \(error.explanation)"
            return (Self.report(found, pinned: nil, [problem]), nil)
        }
        var problems: [String] = []
        var pinned: Checkpoint?
        if let kept = try pin?.read() {
            do throws(NoteError) {
                let old = try Checkpoint(ofAnyTimeline: kept, by: verifier)
                pinned = old
                problems = await compare(old, new)
            } catch {
                problems = ["point de contrôle gardé (\(pin?.path ?? "")) : \(error.explanation)"]
            }
        }
        var report = Self.report(new, pinned: pinned, problems)
        if problems.isEmpty, let pin {
            try pin.write(note)
            report.isPinned = true
        }
        return (report, new)
    }

    private func compare(_ old: Checkpoint, _ new: Checkpoint) async -> [String] {
        if old.origin != new.origin, !acceptsTimeline {
            return [
                "le journal a changé de chronologie (\(old.origin) → \(new.origin)) : une restauration a abandonné une partie de "
                    + "l'histoire. L'enregistrement fr.eaf.log.restored.v1 dit pourquoi ; « --accept-timeline » l'admet"
            ]
        }
        // An accepted restore may have cut below what was seen.
        if new.size < old.size {
            guard old.origin == new.origin else { return [] }
            return [
                "le journal a perdu des enregistrements : \(new.size) publiés, \(old.size) vus à la dernière visite"
            ]
        }
        guard old.size > 0 else { return [] }
        if old.size == new.size {
            guard old.root != new.root, old.origin == new.origin else { return [] }
            return ["pour la même taille (\(old.size)), la racine n'est plus celle de la dernière visite"]
        }
        do {
            try await log.consistency(from: old.size, to: new.size).verify(old: old.root, new: new.root)
            return []
        } catch let error as ProofError {
            // After a restore the tree may have parted below the old size.
            guard old.origin == new.origin else { return [] }
            return [
                "l'histoire vue à la dernière visite (\(old.size) enregistrements) a été réécrite : \(error.explanation)"
            ]
        } catch {
            return ["la continuité ne se prouve pas : \(ReplayFailure(error).message)"]
        }
    }

    private static func report(_ found: Checkpoint?, pinned: Checkpoint?, _ problems: [String]) -> Report {
        Report(
            origin: found?.origin ?? "", size: found?.size ?? 0, root: found?.root.base64 ?? "",
            pinnedSize: pinned?.size, problems: problems)
    }
}
