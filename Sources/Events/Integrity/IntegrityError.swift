/// Why nothing is signed: the log, its tree and what was signed before do not go together, or a file cannot be had.
public enum IntegrityError: Error, Equatable, Sendable {
    case log(EventLogError)
    case tiles(TileError)
    case io(FileError)
    /// A checkpoint's file is there, no copy of it can be believed, and so nobody knows how far the log had come.
    case notBelieved(path: String, NoteError)
    /// What was signed last is of another log, or of a later timeline than this one.
    case foreign(path: String, expected: String, found: String)
    /// The log ends before the last signed checkpoint: it was rolled back.
    case endsBelow(head: LogPosition, signed: Checkpoint)
    /// The log has other records than those that were signed; `position` is where the first is known to be.
    case differs(signed: Checkpoint, position: LogPosition?)
    /// Two signed checkpoints are not of one history.
    case forked(Checkpoint, Checkpoint)
    /// The key could not sign.
    case unsigned
    /// There is no checkpoint yet.
    case unpublished(path: String)
    /// The record lies beyond the last checkpoint.
    case notCovered(LogPosition, size: UInt64)
    /// A proof made from tiles and record does not lead to the signed root: one of them is not what was signed.
    case unprovable(ProofError)

    /// Whether an operator has to look: trying again changes nothing.
    public var isFinal: Bool {
        switch self {
        case .io, .log(.io), .log(.dead), .tiles(.io): false
        default: true
        }
    }

    /// What went wrong and what to do, in French.
    public var remedy: String {
        switch self {
        case .log(let error): error.remedy
        case .tiles(let error): error.remedy
        case .io(let error):
            error.isFull
                ? "Disque plein : les tuiles ne s'écrivent plus ; libérez de l'espace. (\(error.description))"
                : "Le système a refusé une opération sur les tuiles ou le point de contrôle : \(error.description)."
        case .notBelieved(let path, let error):
            "Le point de contrôle \(path) n'est pas recevable : \(error.explanation). Remettez le fichier, ou la clé de signature d'origine (RUNBOOK, « Restaurer »)."
        case .foreign(let path, let expected, let found):
            "Le point de contrôle \(path) est celui de « \(found) », et ce journal s'appelle « \(expected) » : ce n'est pas le même journal, ou il a été ramené en arrière. Remettez le journal complet (RUNBOOK, « Restaurer »)."
        case .endsBelow(let head, let signed):
            "Le journal s'arrête à la position \(head), alors que le point de contrôle signé couvre \(signed.size) enregistrements : il a été ramené en arrière. Remettez le journal complet, ou restaurez en ouvrant une nouvelle ligne de temps (RUNBOOK, « Restaurer »)."
        case .differs(let signed, let position):
            "Le journal n'est plus celui qui a été signé (point de contrôle de \(signed.size) enregistrements"
                + (position.map { ", premier écart constaté à la position \($0)" } ?? "")
                + "). Rien n'a été modifié ni signé. Remettez le journal complet (RUNBOOK, « Restaurer »)."
        case .forked(let one, let other):
            "Deux points de contrôle signés se contredisent (\(one.size) et \(other.size) enregistrements). Rien n'a été signé. Remettez le journal complet (RUNBOOK, « Restaurer »)."
        case .unsigned: "La clé de signature n'a pas pu signer."
        case .unpublished(let path):
            "Aucun point de contrôle n'est encore publié (\(path)). « eaf log checkpoint » en signe un."
        case .notCovered(let position, let size):
            "La position \(position) n'est pas encore couverte : le dernier point de contrôle s'arrête à \(size). « eaf log checkpoint » en signe un plus récent."
        case .unprovable(let error):
            "La preuve ne tient pas (\(error.explanation)) : une tuile ou l'enregistrement n'est plus ce qui a été signé. Lancez « eaf log verify », puis « eaf rebuild », serveur arrêté."
        }
    }
}
