import Events
import Projections

/// An épreuve as the API answers it.
struct EpreuveBody: Encodable {
    let epreuveId: EpreuveID
    let type: EpreuveType
    let sujet: String
    let texte: String
    let consignes: String
    let bareme: [String: Double]
    /// The scheme in its order, which an object cannot keep.
    let rubriques: [MarkingScheme.Rubric]
    let source: String
    let generatedAt: String
    /// `bank` or `model`.
    let origine: EpreuveOrigin
    /// Whether the subject answers the œuvre or theme asked for.
    let correspondAuSouhait: Bool
    let oeuvre: String?
    let theme: String?

    init(_ epreuve: GivenEpreuve, _ data: EpreuveGenerated) {
        let content = data.content.value
        epreuveId = epreuve.id
        type = data.type
        sujet = content?.sujet ?? ""
        texte = content?.texte ?? ""
        consignes = content?.consignes ?? ""
        rubriques = data.bareme.rubriques
        bareme = Dictionary(rubriques.map { ($0.titre, $0.max) }) { first, _ in first }
        source = content?.source ?? ""
        generatedAt = epreuve.created.milliseconds
        origine = data.origin
        correspondAuSouhait = data.matchesWish
        oeuvre = content?.oeuvre
        theme = content?.theme
    }
}
