import Documents

/// A report without a correction.
enum SmallReport {
    static let report = CorrectionReport(
        reference: "e86f20c3", pupil: "Léa", epreuve: "Dissertation", oeuvre: nil, subject: "Lire, est-ce vivre ?",
        handedIn: "2 mars 2026 à 15 h 05", corrected: nil, created: "2026-03-02T14:05:12Z",
        mark: .init(note: 10, mention: "Passable", origin: "Note donnée par Mme Curie.", reason: "Lue sur papier."),
        correction: nil, comments: [])
}
