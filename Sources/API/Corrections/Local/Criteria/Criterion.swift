/// What the rules look at; each has one pure function that reads and reports.
enum Criterion: String, CaseIterable {
    case spelling, register, sentences, vocabulary
    case length, paragraphs, introduction, question, plan, transitions, conclusion, connectors
    case quotations, quotationComment, analysisTerms, subjectTerms, examples, reasoning
    case contractionLength, contractionFidelity, contractionReformulation, contractionVoice

    func finding(in reading: LocalReading) -> Finding {
        switch self {
        case .spelling: .spelling(reading)
        case .register: .register(reading)
        case .sentences: .sentences(reading)
        case .vocabulary: .vocabulary(reading)
        case .length: .length(reading)
        case .paragraphs: .paragraphs(reading)
        case .introduction: .introduction(reading)
        case .question: .question(reading)
        case .plan: .plan(reading)
        case .transitions: .transitions(reading)
        case .conclusion: .conclusion(reading)
        case .connectors: .connectors(reading)
        case .quotations: .quotations(reading)
        case .quotationComment: .quotationComment(reading)
        case .analysisTerms: .analysisTerms(reading)
        case .subjectTerms: .subjectTerms(reading)
        case .examples: .examples(reading)
        case .reasoning: .reasoning(reading)
        case .contractionLength: .contractionLength(reading)
        case .contractionFidelity: .contractionFidelity(reading)
        case .contractionReformulation: .contractionReformulation(reading)
        case .contractionVoice: .contractionVoice(reading)
        }
    }
}
