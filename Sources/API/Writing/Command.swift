public import Events
public import Projections

/// Something that somebody wants done: decided against the current state, by a pure function.
///
/// Ids, secrets and anything random come inside the command; the time comes with the call. Slow work (hashing, files, models)
/// is done before a command is made.
public protocol Command: Sendable {
    /// The facts that carrying the command out adds to the log; none when there is nothing to do (any more).
    ///
    /// - Throws: `Rejection` when the rules say no.
    func decide(in state: ReadModels, at now: Timestamp) throws(Rejection) -> [NewFact]
}
