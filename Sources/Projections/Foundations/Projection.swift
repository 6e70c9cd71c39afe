import Events

/// A read model: a pure fold over the log.
///
/// No clock, no I/O, no look at other projections. It holds keys, figures and log positions; personal and bulky values stay in
/// the log and are read by position, so that destroying a person's key leaves nothing to purge here but keys.
public protocol Projection: Sendable, Equatable {
    /// The name under which operators ask for it.
    static var name: String { get }
    /// Empty, as before the first record.
    init()
    /// Takes in one fact. Facts arrive in order, each once.
    mutating func apply(_ fact: Fact)
    /// Writes the model into a snapshot.
    func encode(to out: inout SnapshotWriter)
    /// Reads the model from a snapshot, in the order that `encode` wrote it.
    init(from input: inout SnapshotReader) throws(SnapshotError)
}
