import API
import Events
import Projections

/// The language model and what it may cost.
extension DoctorCheck {
    static let models = DoctorCheck("modèle de langue") { installation in
        guard let configuration = installation.configuration else {
            throw Installation.Absent(what: "configuration à corriger d'abord")
        }
        guard let model = configuration.model else { return .fine("correcteur intégré, aucun fournisseur") }
        let calls = try installation.models.get().modelCalls
        let now = installation.now
        let (day, month) = (calls.spentOnDay(of: now), calls.spentInMonth(of: now))
        let uses = calls.all.map(\.totals)
        let text =
            "\(configuration.llmProvider.rawValue), \(model.model) : \(euros(day)) aujourd'hui sur "
            + "\(euros(model.dailyBudgetMicroEuros)), \(euros(month)) ce mois sur \(euros(model.monthlyBudgetMicroEuros)) ; "
            + "\(uses.reduce(0) { $0 + $1.calls }) appels, \(uses.reduce(0) { $0 + $1.failures }) en échec"
        guard day < model.dailyBudgetMicroEuros, month < model.monthlyBudgetMicroEuros else {
            return .noticed(
                "\(text) ; budget atteint, les corrections attendent", "RUNBOOK, « Budget des modèles atteint »")
        }
        return .fine(text)
    }

    private static func euros(_ microEuros: Int) -> String {
        let cents = (microEuros + 5_000) / 10_000
        let rest = cents % 100
        return "\(cents / 100),\(rest < 10 ? "0" : "")\(rest) €"
    }
}
