/// Why a correction may not be recorded; carries figures and names of fields, never a text of the copie.
public enum CorrectionDefect: Error, Equatable, Sendable {
    case noteOutOfRange(Double)
    /// A mark finer than half a point; `titre` is nil for the mark of the copie itself.
    case notHalfPoint(titre: String?, note: Double)
    case mentionDiffers(expected: Mention, found: Mention)
    /// The titles are not those of the scheme, in its order.
    case rubricsDiffer(expected: [String], found: [String])
    case maximumDiffers(titre: String, expected: Double, found: Double)
    case rubricNoteOutOfRange(titre: String, note: Double, max: Double)
    case sumDiffers(note: Double, sum: Double)
    case textMissing(field: String)
    case textTooLong(field: String, characters: Int)
    case tooManyItems(field: String, count: Int)
    case tooLarge(jsonBytes: Int)
}
