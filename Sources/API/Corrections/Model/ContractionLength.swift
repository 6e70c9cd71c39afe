/// How long a contraction is, counted by code: a model cannot count.
struct ContractionLength: Sendable, Equatable {
    /// Words of the contraction, as they are taught to be counted.
    let words: Int
    /// Words of the text.
    let textWords: Int
    /// What the candidate says that the number is.
    let declared: Int?
    /// For the pupil, with the number expected.
    let evidence: String

    /// Nil when there is no text to contract.
    init?(_ request: CorrectorRequest) {
        let subject = SubjectText(request)
        guard subject.contractionUnits > 0 else { return nil }
        let copie = ParsedText(request.copie)
        let reading = LocalReading(request, copie: copie, subject: subject, faults: [])
        words = reading.parts.map { ContractionCount.units(in: $0.contraction) } ?? 0
        textWords = subject.contractionUnits
        declared = reading.parts?.declaredUnits
        evidence = Finding.contractionLength(reading).evidence
    }
}
