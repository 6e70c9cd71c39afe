/// How the findings of a rubric make its mark: their weights, and what limits it.
struct RubricRecipe {
    /// Why a rubric stops short of its maximum.
    ///
    /// With these shares no copie reaches 16: rules alone never give the highest mention.
    enum Ceiling {
        /// The rubric judges thought, which rules cannot see.
        case thought
        /// The rubric judges form, of which rules miss agreements and syntax.
        case form
        /// The rubric is a matter of counting.
        case none

        var share: Double {
            switch self {
            case .thought: 0.7
            case .form: 0.85
            case .none: 1
            }
        }

        /// What the appreciation says of the limit.
        var explanation: String? {
            switch self {
            case .thought:
                "Ce correcteur relève des indices et ne comprend pas les idées : il n'accorde jamais plus de 70 % de "
                    + "cette rubrique ; un enseignant peut donner davantage, ou moins."
            case .form:
                "Les accords, la syntaxe et la justesse du plan ne sont pas vus par ce correcteur, "
                    + "qui n'accorde pas plus de 85 % de cette rubrique."
            case .none: nil
            }
        }
    }

    let weights: [(criterion: Criterion, weight: Double)]
    let ceiling: Ceiling
    /// How strongly a text that is too short lowers the mark, as the exponent of its completeness.
    let shortnessExponent: Double

    init(_ kind: RubricKind) {
        ceiling = Self.ceiling(of: kind)
        weights = Self.weights(of: kind)
        shortnessExponent =
            switch kind {
            case .contractionLength: 0
            case .fidelity, .reformulation: 1
            case .expression, .essayForm, .organisation: 0.2
            default: 0.3
            }
    }

    private static func ceiling(of kind: RubricKind) -> Ceiling {
        switch kind {
        case .contractionLength: .none
        case .expression, .organisation, .essayForm: .form
        default: .thought
        }
    }

    private static func weights(of kind: RubricKind) -> [(criterion: Criterion, weight: Double)] {
        switch kind {
        case .comprehension:
            [(.subjectTerms, 3), (.quotations, 3), (.introduction, 2), (.reasoning, 2)]
        case .analysis:
            [(.analysisTerms, 4), (.quotationComment, 4), (.quotations, 2), (.reasoning, 2)]
        case .expression:
            [(.spelling, 5), (.sentences, 2), (.vocabulary, 2), (.register, 1)]
        case .organisation:
            [
                (.introduction, 1), (.question, 2), (.plan, 2), (.paragraphs, 3), (.transitions, 2), (.connectors, 2),
                (.conclusion, 2),
            ]
        case .question:
            [(.question, 4), (.subjectTerms, 2), (.plan, 2), (.introduction, 2)]
        case .argumentation:
            [
                (.reasoning, 4), (.connectors, 3), (.paragraphs, 2), (.transitions, 2), (.subjectTerms, 2),
                (.conclusion, 2), (.length, 2),
            ]
        case .examples:
            [(.examples, 5), (.quotations, 2), (.reasoning, 2)]
        case .fidelity:
            [(.contractionFidelity, 3), (.contractionVoice, 2)]
        case .reformulation:
            [(.contractionReformulation, 1)]
        case .contractionLength:
            [(.contractionLength, 1)]
        case .essayArgumentation:
            [(.reasoning, 3), (.examples, 3), (.subjectTerms, 2), (.connectors, 2), (.length, 1)]
        case .essayForm:
            [
                (.spelling, 5), (.sentences, 1), (.vocabulary, 1), (.paragraphs, 2), (.question, 1),
                (.transitions, 1),
                (.conclusion, 2),
            ]
        case .whole:
            [
                (.spelling, 3), (.sentences, 1), (.length, 2), (.paragraphs, 2), (.introduction, 1), (.plan, 1),
                (.conclusion, 1), (.connectors, 2), (.subjectTerms, 2), (.reasoning, 3),
            ]
        }
    }
}
