/// Who asked that a person be erased.
public enum ErasureCause: String, Codable, Sendable {
    /// The person.
    case person
    case admin
    case `operator`
}
