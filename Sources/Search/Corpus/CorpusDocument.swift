/// A document of the reference corpus: one of the product's own, or a text that a school added.
public struct CorpusDocument: Sendable, Equatable {
    /// Unique in the corpus, without white space.
    public var id: String
    public var title: String
    /// `fiche_methode`, `texte_officiel`… or `texte_etablissement`.
    public var type: String
    /// How much weight the source has: `A` official, `B` the product's own, `C` others.
    public var level: String
    /// Who says so: `BO`, `EDUSCOL`, `EAF_PREMIUM`, `ETABLISSEMENT`…
    public var source: String
    /// The official text that the document rests on.
    public var reference: String?
    public var url: String?
    public var tags: [String]
    /// Plain text, or Markdown.
    public var body: String

    /// Gathers the members.
    public init(
        id: String, title: String, type: String, level: String, source: String, reference: String?, url: String?,
        tags: [String], body: String
    ) {
        self.id = id
        self.title = title
        self.type = type
        self.level = level
        self.source = source
        self.reference = reference
        self.url = url
        self.tags = tags
        self.body = body
    }

    /// The type of a text that a school added.
    public static let schoolType = "texte_etablissement"

    /// A text that a school added.
    public static func ofSchool(name: String, title: String, text: String) -> CorpusDocument {
        CorpusDocument(
            id: name, title: title, type: schoolType, level: "C", source: "ETABLISSEMENT", reference: nil,
            url: nil, tags: [], body: text)
    }
}
