/// The word that goes with a mark; the raw values are the storage and wire names.
public enum Mention: String, Codable, Sendable, CaseIterable {
    case tresBien = "Très bien"
    case bien = "Bien"
    case assezBien = "Assez bien"
    case passable = "Passable"
    case insuffisant = "Insuffisant"

    /// The mention of a mark out of 20: from 16, 14, 12 and 10 (product contract §3.5).
    public init(note: Double) {
        self =
            switch note {
            case 16...: .tresBien
            case 14...: .bien
            case 12...: .assezBien
            case 10...: .passable
            default: .insuffisant
            }
    }
}
