/// Why a list of rubrics is not a marking scheme.
public enum MarkingSchemeError: Error, Equatable, Sendable {
    case rubricCount(Int)
    case untitledRubric
    case repeatedRubric(String)
    /// Not above 0, above 20, or not in half points.
    case maximum(titre: String, max: Double)
    /// The maxima sum to this instead of 20.
    case total(Double)
}
