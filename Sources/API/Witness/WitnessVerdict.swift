import Events

/// What comes of asking a witness to cosign a checkpoint.
enum WitnessVerdict: Equatable, Sendable {
    case cosigned(NoteSignature)
    /// It has cosigned more records of this log than the checkpoint covers.
    case ahead(size: UInt64)
    /// It has cosigned another history of this log.
    case contradicted
    case refused(status: Int)
    case unreachable(String)
    /// The proof for it could not be made.
    case unproved(IntegrityError)

    /// In metrics.
    var name: String {
        switch self {
        case .cosigned: "cosigned"
        case .ahead: "ahead"
        case .contradicted: "contradicted"
        case .refused: "refused"
        case .unreachable: "unreachable"
        case .unproved: "unproved"
        }
    }
}

/// Asks a witness to cosign a checkpoint, from where the witness is: its first refusal tells.
struct WitnessRound: Sendable {
    let client: WitnessClient
    let queue: BlockingQueue

    /// - Parameter size: where the witness is believed to be; 0 when that is not known.
    func ask(_ published: PublishedLog, from size: UInt64) async -> WitnessVerdict {
        var size = min(size, published.checkpoint.size)
        // One refusal to learn where it is, one to be overtaken by an answer that was lost.
        for _ in 0..<3 {
            let update: CheckpointUpdate
            do throws(IntegrityError) {
                update = try await queue.run { [size] () throws(IntegrityError) in
                    try Self.update(published, from: size)
                }
            } catch {
                return .unproved(error)
            }
            switch await client.add(update) {
            case .cosigned(let cosignature): return .cosigned(cosignature)
            case .at(let there) where there > published.checkpoint.size: return .ahead(size: there)
            // It is where the request begins, and refuses all the same: what it cosigned there is another tree.
            case .at(let there) where there == size: return .contradicted
            case .at(let there): size = there
            case .inconsistent: return .contradicted
            case .refused(let status): return .refused(status: status)
            case .unreachable(let reason): return .unreachable(reason)
            }
        }
        return .unreachable("it does not stay where it says it is")
    }

    private static func update(
        _ published: PublishedLog, from size: UInt64
    ) throws(IntegrityError) -> CheckpointUpdate {
        let update =
            size == 0 || size == published.checkpoint.size
            ? CheckpointUpdate(oldSize: size, hashes: [], note: published.signed.note)
            : try published.update(from: size)
        // Other witnesses' signatures are none of its business.
        let own = SignedNote(
            text: update.note.text,
            signatures: update.note.signatures.filter { $0.name == published.checkpoint.origin })
        return CheckpointUpdate(oldSize: update.oldSize, hashes: update.hashes, note: own)
    }
}
