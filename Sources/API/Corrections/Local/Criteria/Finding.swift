/// What one criterion found: how far it is met, the evidence, and what to say of it either way.
struct Finding: Equatable {
    let criterion: Criterion
    /// From 0 (absent) to 1 (fully met).
    let level: Double
    /// What was counted or read, in French, so that a pupil can check it on the copie.
    let evidence: String
    /// Said when the criterion is well met.
    let strength: String
    /// Said when it is not.
    let advice: String

    init(_ criterion: Criterion, level: Double, evidence: String, strength: String, advice: String) {
        self.criterion = criterion
        self.level = min(1, max(0, level))
        self.evidence = evidence
        self.strength = strength
        self.advice = advice
    }

    /// Returns where a figure stands between what is worth nothing and what is worth everything.
    static func scale(_ value: Double, from zero: Double, to full: Double) -> Double {
        min(1, max(0, (value - zero) / (full - zero)))
    }

    static func scale(_ value: Int, to full: Int) -> Double {
        scale(Double(value), from: 0, to: Double(full))
    }
}
