public import Events

/// Everything a reader may know: the épreuve with its own grid, and the text of the copie.
public struct CorrectorRequest: Sendable, Equatable {
    public let type: EpreuveType
    public let scheme: MarkingScheme
    public let sujet: String
    /// The text to comment or to contract; empty for a dissertation.
    public let texte: String
    public let consignes: String
    public let motsCles: [String]
    /// What was read in the uploaded file, line breaks included.
    public let copie: String

    public init(
        type: EpreuveType,
        scheme: MarkingScheme,
        sujet: String,
        texte: String,
        consignes: String,
        motsCles: [String],
        copie: String
    ) {
        self.type = type
        self.scheme = scheme
        self.sujet = sujet
        self.texte = texte
        self.consignes = consignes
        self.motsCles = motsCles
        self.copie = copie
    }
}
