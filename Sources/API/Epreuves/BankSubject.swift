import Events

/// One subject of our own bank (`Resources/sujets.json`).
struct BankSubject: Codable, Sendable {
    let id: String
    let type: EpreuveType
    let objetEtude: String
    let oeuvre: String
    let auteur: String
    let parcours: String
    let themes: [String]
    let sujet: String
    let texte: String
    let source: String
    let consignes: String
    let motsCles: [String]
    /// Words of `texte`, for a contraction; 0 for other types.
    let nombreDeMots: Int
}
