import Events

/// What a rubric of a marking grid is about, recognised by its title, since a subject may bring its own grid.
enum RubricKind: CaseIterable {
    case comprehension, analysis, expression, organisation
    case question, argumentation, examples
    case fidelity, reformulation, contractionLength
    case essayArgumentation, essayForm
    /// A title the rules do not know: judged on everything.
    case whole

    init(titre: String, type: EpreuveType) {
        let title = Folding.words(titre).joined(separator: " ")
        let isEssay = type == .contractionEssai && title.contains("essai")
        let isContraction = type == .contractionEssai && title.contains("contraction")
        self =
            if isEssay {
                title.contains("expression") || title.contains("organis") ? .essayForm : .essayArgumentation
            } else if isContraction || title.contains("reformul") || title.contains("fidel") {
                Self.contraction(title)
            } else {
                Self.known.first { title.contains($0.stem) }?.kind ?? .whole
            }
    }

    private static func contraction(_ title: String) -> RubricKind {
        if title.contains("longueur") || title.contains("mots") { return .contractionLength }
        return title.contains("reformul") || title.contains("expression") ? .reformulation : .fidelity
    }

    /// Stems of folded titles, the more telling first.
    private static let known: [(stem: String, kind: RubricKind)] = [
        ("problem", .question), ("argument", .argumentation), ("reflexion", .argumentation),
        ("exempl", .examples), ("citation", .examples), ("culture", .examples), ("connaissance", .examples),
        ("comprehension", .comprehension), ("interpret", .analysis), ("analys", .analysis), ("litterair", .analysis),
        ("expression", .expression), ("langue", .expression), ("orthograph", .expression), ("style", .expression),
        ("organis", .organisation), ("plan", .organisation), ("structur", .organisation),
        ("composition", .organisation), ("methode", .organisation),
    ]
}
