/// The subject as the pupil reads it, and the wish it answers. Sealed: the wish is the pupil's own words.
public struct EpreuveContent: Codable, Sendable, Equatable {
    public var sujet: String
    public var texte: String
    public var consignes: String
    /// Where the text comes from; empty when there is nothing to say.
    public var source: String
    /// Terms that a good copie would use.
    public var motsCles: [String]
    /// The œuvre asked for.
    public var oeuvre: String?
    /// The theme asked for.
    public var theme: String?

    /// Gathers the parts.
    public init(
        sujet: String, texte: String, consignes: String, source: String, motsCles: [String], oeuvre: String?,
        theme: String?
    ) {
        self.sujet = sujet
        self.texte = texte
        self.consignes = consignes
        self.source = source
        self.motsCles = motsCles
        self.oeuvre = oeuvre
        self.theme = theme
    }
}
