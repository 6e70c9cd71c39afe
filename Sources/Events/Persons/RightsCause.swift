/// Who used a person's right to be erased, or to have a copy of what is kept.
public enum RightsCause: String, Codable, Sendable {
    /// The person.
    case person
    case admin
    case `operator`
}
