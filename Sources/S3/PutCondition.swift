/// What must hold for an object to be written.
public enum PutCondition: Equatable, Sendable {
    case always
    /// There is no object under the key.
    case ifAbsent
    /// The object under the key is the one that was read.
    case ifVersion(ObjectVersion)
}
