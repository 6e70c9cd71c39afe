/// Why a text names no target.
public enum ReplayTargetError: Error, Equatable, Sendable {
    case malformed(String)
    /// A position or a while that no log reaches.
    case outOfRange(String)

    /// The rule, in French.
    public var rule: String {
        let forms =
            "une position (4211), une heure RFC 3339 avec décalage (2026-10-02T17:15:00+02:00) ou une durée "
            + "écoulée (90s, 5m, 2h, 3d)"
        return switch self {
        case .malformed(let text): "« \(text) » n'est pas une cible : donnez \(forms)."
        case .outOfRange(let text): "« \(text) » dépasse ce qu'un journal peut atteindre : donnez \(forms)."
        }
    }
}
