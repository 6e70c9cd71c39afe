extension MarkingScheme {
    /// Returns the grid this product marks an épreuve with when its subject brings none of its own.
    ///
    /// Only the totals are official: 20 for each épreuve, 10 and 10 for contraction and essai (note de service
    /// MENE2019312N). How they are split into rubrics is this product's choice, never to be shown as official.
    public static func official(for type: EpreuveType) -> MarkingScheme {
        switch type {
        case .commentaire: commentaire
        case .dissertation: dissertation
        case .contractionEssai: contractionEssai
        }
    }

    static let commentaire = MarkingScheme(unchecked: [
        Rubric(titre: "Compréhension du texte", max: 4),
        Rubric(titre: "Analyse littéraire", max: 8),
        Rubric(titre: "Expression écrite", max: 4),
        Rubric(titre: "Organisation", max: 4),
    ])

    static let dissertation = MarkingScheme(unchecked: [
        Rubric(titre: "Problématisation", max: 4),
        Rubric(titre: "Argumentation", max: 8),
        Rubric(titre: "Exemples", max: 4),
        Rubric(titre: "Expression", max: 4),
    ])

    static let contractionEssai = MarkingScheme(unchecked: [
        Rubric(titre: "Contraction : fidélité au texte", max: 4),
        Rubric(titre: "Contraction : reformulation", max: 4),
        Rubric(titre: "Contraction : longueur", max: 2),
        Rubric(titre: "Essai : argumentation", max: 6),
        Rubric(titre: "Essai : expression et organisation", max: 4),
    ])
}
