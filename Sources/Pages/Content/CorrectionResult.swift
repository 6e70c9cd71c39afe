/// A correction as pupil and teacher read it.
public struct CorrectionResult: Sendable {
    let csrf: String
    let note: String
    let mention: String
    let overall: String
    let teacherMark: GivenMark?
    let warning: String?
    let rubrics: [RubricResult]
    let strengths: [String]
    let axes: [String]
    let annotated: AnnotatedText
    let finalAdvice: String
    let model: String?
    let versions: [Version]
    let again: String?
    let hasStrengths: Bool
    let hasAxes: Bool

    public init(
        csrf: String, note: String, mention: String, overall: String, teacherMark: GivenMark? = nil,
        warning: String? = nil, rubrics: [RubricResult], strengths: [String], axes: [String],
        annotated: AnnotatedText, finalAdvice: String, model: String? = nil, versions: [Version],
        again: String? = nil
    ) {
        self.csrf = csrf
        self.note = note
        self.mention = mention
        self.overall = overall
        self.teacherMark = teacherMark
        self.warning = warning
        self.rubrics = rubrics
        self.strengths = strengths
        self.axes = axes
        self.annotated = annotated
        self.finalAdvice = finalAdvice
        self.model = model
        self.versions = versions
        self.again = again
        hasStrengths = !strengths.isEmpty
        hasAxes = !axes.isEmpty
    }
}

extension CorrectionResult {
    /// One correction of a copie, or a mark of the teacher.
    public struct Version: Sendable {
        let date: String
        let by: String
        let note: String
        let cause: String
        let counts: Bool

        public init(date: String, by: String, note: String, cause: String, counts: Bool) {
            self.date = date
            self.by = by
            self.note = note
            self.cause = cause
            self.counts = counts
        }
    }
}
