import Events
import Logging

/// Asks the witnesses at the start how far this log had come, before anything is written: the one thing that tells that a whole
/// directory, key and signer's copy included, was rolled back.
///
/// A witness that does not answer stops nothing; that it did not is said.
struct WitnessCheck: Sendable {
    let witnesses: [WitnessAddress]
    let published: PublishedLog
    /// Where the log ends.
    let head: LogPosition
    let logger: Logger

    /// - Throws: `StartError.witnessed`.
    func run() async throws(StartError) {
        let answers = await withTaskGroup(of: (WitnessAddress, WitnessAnswer).self) { group in
            for witness in witnesses {
                group.addTask { (witness, await ask(witness)) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        for (witness, answer) in answers {
            switch answer {
            case .at(let size) where size > head.rawValue:
                throw .witnessed(witness: witness.name, size: size, head: head)
            case .at(published.checkpoint.size), .inconsistent:
                throw .contradicted(witness: witness.name, size: published.checkpoint.size)
            case .cosigned, .at:
                logger.info("witness knows nothing beyond this log", metadata: ["witness": "\(witness.name)"])
            case .refused(let status):
                say("it does not take this log's checkpoints (status \(status))", of: witness)
            case .unreachable(let reason): say(reason, of: witness)
            }
        }
    }

    /// What was signed last is handed in again: nothing new is signed before the answer.
    private func ask(_ witness: WitnessAddress) async -> WitnessAnswer {
        let checkpoint = published.checkpoint
        let own = published.signed.note.signatures.filter { $0.name == checkpoint.origin }
        let note = SignedNote(text: published.signed.note.text, signatures: own)
        return await WitnessClient(address: witness)
            .add(CheckpointUpdate(oldSize: checkpoint.size, hashes: [], note: note))
    }

    private func say(_ reason: String, of witness: WitnessAddress) {
        logger.warning(
            "witness not heard: it is not known whether this log was rolled back",
            metadata: ["witness": "\(witness.name)", "reason": "\(reason)"])
    }
}
