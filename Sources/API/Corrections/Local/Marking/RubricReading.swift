import Events
import Foundation

/// One rubric of the grid with the findings that make its mark.
struct RubricReading {
    let rubric: MarkingScheme.Rubric
    let recipe: RubricRecipe
    let findings: [Finding]
    /// The weighted mean of the findings, before ceiling and shortness.
    let level: Double
    /// In half points, at most the maximum.
    let note: Double

    init(_ rubric: MarkingScheme.Rubric, reading: LocalReading) {
        self.rubric = rubric
        let kind = RubricKind(titre: rubric.titre, type: reading.type)
        recipe = RubricRecipe(kind)
        findings = recipe.weights.map { $0.criterion.finding(in: reading) }
        let weight = recipe.weights.reduce(0) { $0 + $1.weight }
        level = zip(recipe.weights, findings).reduce(0) { $0 + $1.0.weight * $1.1.level } / weight
        let completeness =
            switch kind {
            case .fidelity, .reformulation, .contractionLength: reading.contractionCompleteness
            default: reading.completeness
            }
        let share = level * recipe.ceiling.share * pow(completeness, recipe.shortnessExponent)
        note = min(rubric.max, (rubric.max * share * 2).rounded() / 2)
    }

    var mark: Correction.RubricMark {
        Correction.RubricMark(
            titre: rubric.titre, note: note, max: rubric.max, appreciation: appreciation,
            conseils: weakest.map(\.advice), indices: findings.map(\.evidence))
    }

    private var appreciation: String {
        let strengths = findings.filter { $0.level >= 0.75 && !$0.strength.isEmpty }.prefix(2).map(\.strength)
        return ([judgement] + strengths + [recipe.ceiling.explanation].compactMap { $0 }).joined(separator: " ")
    }

    private var judgement: String {
        switch note / (rubric.max * recipe.ceiling.share) {
        case 0.85...: "Les indices relevés sont nombreux et concordants."
        case 0.6...: "L'ensemble est solide, avec des points à renforcer."
        case 0.35...: "Des éléments sont présents ; ils demandent à être développés."
        default: "Peu d'indices ont été relevés : c'est ici que vous avez le plus à gagner."
        }
    }

    private var weakest: [Finding] {
        let weak = findings.filter { $0.level < 0.7 }.sorted { $0.level < $1.level }
        return Array(weak.prefix(2))
    }
}
