/// Where a subject comes from.
public enum EpreuveOrigin: String, Codable, Sendable {
    /// Our own bank of subjects.
    case bank
    /// A language model.
    case model
}
