/// Why a witness does not cosign a checkpoint (C2SP tlog-witness).
public enum WitnessRefusal: Error, Equatable, Sendable {
    /// The request is not of the form that the specification gives it, or goes backwards.
    case malformed(String)
    /// The witness looks after no log of this name.
    case unknownOrigin(String)
    /// No signature is by a key that the witness was given for the log.
    case notSigned(NoteError)
    /// The request begins elsewhere than where the witness is.
    case conflict(size: UInt64)
    /// The request is about as many records as were cosigned last, and has another root: the log signed two histories.
    case contradiction(size: UInt64)
    /// The proof does not lead from the checkpoint that was cosigned last to the new one.
    case inconsistent(ProofError)
    /// What was to be cosigned could not be written down; it was not cosigned.
    case unwritten(FileError)

    /// What it means, in French.
    public var explanation: String {
        switch self {
        case .malformed(let what): "Demande malformée : \(what)."
        case .unknownOrigin(let origin): "Ce témoin ne suit aucun journal du nom de « \(origin) »."
        case .notSigned(let error): "Le point de contrôle n'est pas signé par ce journal : \(error.explanation)."
        case .conflict(let size):
            "Le dernier point de contrôle cosigné de ce journal couvre \(size) enregistrement(s)."
        case .contradiction(let size):
            "Ce journal a signé deux points de contrôle différents de \(size) enregistrement(s)."
        case .inconsistent(let error): "Le journal n'est pas la suite de ce qui a été cosigné : \(error.explanation)."
        case .unwritten(let error): "Le témoin n'a pas pu écrire son état et n'a rien signé : \(error.description)."
        }
    }
}
