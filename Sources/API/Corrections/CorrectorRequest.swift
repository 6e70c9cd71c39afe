public import Events
public import LanguageModels

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
    /// The file itself, for a reader that can look at it.
    public let file: ModelFile?

    public init(
        type: EpreuveType,
        scheme: MarkingScheme,
        sujet: String,
        texte: String,
        consignes: String,
        motsCles: [String],
        copie: String,
        file: ModelFile? = nil
    ) {
        self.type = type
        self.scheme = scheme
        self.sujet = sujet
        self.texte = texte
        self.consignes = consignes
        self.motsCles = motsCles
        self.copie = copie
        self.file = file
    }
}
