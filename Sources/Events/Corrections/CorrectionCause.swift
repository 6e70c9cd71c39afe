/// Why a correction is wanted.
public enum CorrectionCause: String, Codable, Sendable {
    /// The copie was just handed in.
    case upload
    /// The pupil asked again.
    case pupil
    /// The teacher asked again.
    case teacher
}
