/// The mark of one rubric, with what it rests on.
public struct RubricResult: Sendable {
    /// Below so much of the maximum the gauge warns; from the second on it is content.
    private static let shares = (low: 0.5, high: 0.7)

    let id: String
    let name: String
    let score: String
    let value: String
    let max: String
    let low: String
    let high: String
    let appreciation: String
    let evidence: [String]
    let advice: [String]
    let hasEvidence: Bool
    let hasAdvice: Bool

    public init(
        number: Int, name: String, note: Double, max: Double, appreciation: String, evidence: [String],
        advice: [String]
    ) {
        id = "rubrique-\(number)"
        self.name = name
        score = "\(FrenchText.number(note)) / \(FrenchText.number(max))"
        value = "\(note)"
        self.max = "\(max)"
        low = "\(max * Self.shares.low)"
        high = "\(max * Self.shares.high)"
        self.appreciation = appreciation
        self.evidence = evidence
        self.advice = advice
        hasEvidence = !evidence.isEmpty
        hasAdvice = !advice.isEmpty
    }
}
