import Events

/// What a witness answers to an `add-checkpoint` request.
enum WitnessAnswer: Equatable, Sendable {
    /// With a signature that holds.
    case cosigned(NoteSignature)
    /// It is elsewhere than the request begins (409).
    case at(size: UInt64)
    /// The proof does not hold for what it cosigned last (422).
    case inconsistent
    /// It does not know the log, its key, or the form of the request.
    case refused(status: Int)
    /// There is no answer, or none that says anything.
    case unreachable(String)
}
