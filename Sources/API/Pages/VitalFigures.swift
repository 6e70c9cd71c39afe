import Events
import Pages
import Projections

/// Core Web Vitals for a teacher's page: the 75th percentile against the published thresholds.
struct VitalFigures {
    private static let names: [(VitalName, String)] = [
        (.LCP, "Affichage du plus grand élément"), (.INP, "Réactivité aux gestes"),
        (.CLS, "Stabilité de la mise en page"),
        (.FCP, "Premier affichage"), (.TTFB, "Réponse du serveur"),
    ]

    let content: [TeacherPage.Vital]

    init(_ vitals: Vitals) {
        content = Self.names.map { name, title in
            let body = VitalBody(name, vitals[name])
            let isKnown = body.count > 0
            let rating = VitalRating.of(name, body.p75)
            return TeacherPage.Vital(
                name: name.rawValue, title: title, p75: isKnown ? Self.value(name, body.p75) : "–",
                threshold: "≤ \(Self.value(name, VitalRating.thresholds(of: name).good))",
                rating: isKnown ? rating.rawValue : "inconnu",
                ratingLabel: isKnown ? Self.label(rating) : "pas de mesure",
                good: isKnown ? "\(Int((body.good * 100).rounded())) %" : "–", count: FrenchText.grouped(body.count))
        }
    }

    private static func value(_ name: VitalName, _ value: Double) -> String {
        name == .CLS
            ? FrenchText.number(value, decimals: 3) : "\(FrenchText.grouped(Int(value.rounded())))\u{202F}ms"
    }

    private static func label(_ rating: VitalRating) -> String {
        switch rating {
        case .good: "bon"
        case .needsImprovement: "à améliorer"
        case .poor: "mauvais"
        }
    }
}
