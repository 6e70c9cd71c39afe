/// What a pupil can earn. Derived from facts of the domain alone; no client can grant one.
public enum Badge: String, Sendable, CaseIterable {
    case firstCopy = "first_copy"
    case streak7 = "streak_7"
    case score15 = "score_15"

    /// What the API calls it.
    public var label: String {
        switch self {
        case .firstCopy: "Première copie déposée 📝"
        case .streak7: "7 jours de suite 🔥"
        case .score15: "Note > 15 🏆"
        }
    }

    /// Days in a row that `streak7` asks for.
    static let streakDays = 7
    /// The mark that `score15` asks to exceed, out of 20.
    static let score = 15.0
}
