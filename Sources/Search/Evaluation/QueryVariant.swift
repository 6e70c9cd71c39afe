/// How the questions of an evaluation are asked.
public enum QueryVariant: String, CaseIterable, Sendable {
    case plain
    case withoutAccents
    /// One mistake in each, which the seed decides.
    case withTypo
}
