/// The correction of a copie, as stored and as sent to the pupil (product contract §3.5).
///
/// `validate(against:)` says whether it may be recorded: a mark that does not add up never is (contract §0.7).
public struct Correction: Codable, Sendable, Equatable {
    /// Out of 20, in half points.
    public let note: Double
    public let mention: Mention
    public let bilan: Bilan
    public let rubriques: [RubricMark]
    public let annotations: [Annotation]
    /// A model answer, or the outline of one when the reader cannot write; the text says which.
    public let corrigeType: String
    public let conseilFinal: String
    /// Whether a teacher should look at the mark before it is relied upon.
    public let provisoire: Bool
    public let correcteur: Correcteur

    public init(
        note: Double,
        bilan: Bilan,
        rubriques: [RubricMark],
        annotations: [Annotation],
        corrigeType: String,
        conseilFinal: String,
        provisoire: Bool,
        correcteur: Correcteur
    ) {
        self.note = note
        mention = Mention(note: note)
        self.bilan = bilan
        self.rubriques = rubriques
        self.annotations = annotations
        self.corrigeType = corrigeType
        self.conseilFinal = conseilFinal
        self.provisoire = provisoire
        self.correcteur = correcteur
    }

    enum CodingKeys: String, CodingKey {
        case note, mention, bilan, rubriques, annotations
        case corrigeType = "corrige_type"
        case conseilFinal = "conseil_final"
        case provisoire, correcteur
    }
}
