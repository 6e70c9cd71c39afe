import Events
import Pages
import Projections

/// What models did and cost, for a teacher's page.
struct ModelFigures {
    private let body: ModelMetricsBody

    init(_ backend: Backend, _ state: ReadModels) {
        body = ModelMetricsBody(state, backend.models, at: backend.clock.now)
    }

    var content: TeacherPage.Models {
        let provider =
            body.model.map { "Modèle de langue : \(body.provider), \($0)." }
            ?? "Règles embarquées : aucun texte ne quitte l’établissement."
        var figures = [
            Figure(label: "Appels", value: FrenchText.grouped(body.totals.calls)),
            Figure(label: "Échecs", value: FrenchText.grouped(body.totals.failures)),
            Figure(label: "Jetons lus", value: FrenchText.grouped(body.totals.tokensIn)),
            Figure(label: "Jetons écrits", value: FrenchText.grouped(body.totals.tokensOut)),
            Figure(label: "Coût", value: Self.euros(body.totals.costMicroEuros)),
        ]
        for (period, label) in [("day", "Budget du jour"), ("month", "Budget du mois")] {
            guard let budget = body.budget[period], let limit = budget.limitMicroEuros else { continue }
            figures.append(
                Figure(label: label, value: "\(Self.euros(budget.spentMicroEuros)) sur \(Self.euros(limit))"))
        }
        return TeacherPage.Models(
            provider: provider, pause: body.pauseReason, figures: figures, uses: body.models.map(Self.use))
    }

    private static func use(_ use: ModelMetricsBody.Use) -> TeacherPage.Use {
        TeacherPage.Use(
            name: "\(use.provider) \(use.model)", calls: FrenchText.grouped(use.calls),
            failures: FrenchText.grouped(use.failures), tokens: FrenchText.grouped(use.tokensIn + use.tokensOut),
            latency: "\(FrenchText.grouped(Int(use.latency.p95))) ms", cost: euros(use.costMicroEuros))
    }

    /// Fractions of a cent are shown as long as there are no euros.
    private static func euros(_ micro: Int) -> String {
        let value = Double(micro) / 1_000_000
        return "\(FrenchText.number(value, decimals: value > 0 && value < 0.1 ? 4 : 2)) €"
    }
}
