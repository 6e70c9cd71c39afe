import Events

extension EpreuveType {
    /// As a pupil calls it.
    var label: String {
        switch self {
        case .commentaire: "commentaire"
        case .dissertation: "dissertation"
        case .contractionEssai: "contraction et essai"
        }
    }
}
