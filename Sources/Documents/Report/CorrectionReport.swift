/// What the report of a correction says. Texts are as people wrote them; dates and origins are put in words already.
public struct CorrectionReport: Sendable, Equatable {
    /// A mark and where it comes from.
    public struct Mark: Sendable, Equatable {
        /// Out of 20, in half points.
        public let note: Double
        public let mention: String
        /// One sentence: whose mark it is, and when it was given.
        public let origin: String
        /// The teacher's reason, when the mark is a teacher's.
        public let reason: String?

        /// Gathers the parts.
        public init(note: Double, mention: String, origin: String, reason: String?) {
            self.note = note
            self.mention = mention
            self.origin = origin
            self.reason = reason
        }
    }

    /// One criterion of the marking scheme.
    public struct Rubric: Sendable, Equatable {
        public let title: String
        public let note: Double
        public let max: Double
        public let appreciation: String
        public let advice: [String]

        /// Gathers the parts.
        public init(title: String, note: Double, max: Double, appreciation: String, advice: [String]) {
            self.title = title
            self.note = note
            self.max = max
            self.appreciation = appreciation
            self.advice = advice
        }
    }

    /// A remark on a passage.
    public struct Annotation: Sendable, Equatable {
        public enum Kind: Sendable, Equatable, CaseIterable { case mistake, remark, praise }

        public let quote: String
        public let remark: String
        public let kind: Kind

        /// Gathers the parts.
        public init(quote: String, remark: String, kind: Kind) {
            self.quote = quote
            self.remark = remark
            self.kind = kind
        }
    }

    /// What the corrector wrote.
    public struct Correction: Sendable, Equatable {
        public let overview: String
        public let strengths: [String]
        public let improvements: [String]
        public let rubrics: [Rubric]
        public let annotations: [Annotation]
        public let modelAnswer: String
        public let advice: String
        /// What the pupil must know about the limits of this reading.
        public let warning: String?

        /// Gathers the parts.
        public init(
            overview: String, strengths: [String], improvements: [String], rubrics: [Rubric],
            annotations: [Annotation], modelAnswer: String, advice: String, warning: String?
        ) {
            self.overview = overview
            self.strengths = strengths
            self.improvements = improvements
            self.rubrics = rubrics
            self.annotations = annotations
            self.modelAnswer = modelAnswer
            self.advice = advice
            self.warning = warning
        }
    }

    /// A teacher's comment.
    public struct Comment: Sendable, Equatable {
        public let author: String
        public let date: String
        public let text: String

        /// Gathers the parts.
        public init(author: String, date: String, text: String) {
            self.author = author
            self.date = date
            self.text = text
        }
    }

    /// Names the copie in the footer.
    public let reference: String
    public let pupil: String
    /// The kind of épreuve.
    public let epreuve: String
    public let oeuvre: String?
    public let subject: String
    public let handedIn: String
    /// Nil without a correction.
    public let corrected: String?
    /// When the last thing that it tells of happened, in ISO 8601: the file's date, so that the same report has the same bytes.
    public let created: String
    public let mark: Mark
    /// Nil when no corrector could read the copie and a teacher gave the mark.
    public let correction: Correction?
    /// Oldest first.
    public let comments: [Comment]

    /// Gathers the parts.
    public init(
        reference: String, pupil: String, epreuve: String, oeuvre: String?, subject: String, handedIn: String,
        corrected: String?, created: String, mark: Mark, correction: Correction?, comments: [Comment]
    ) {
        self.reference = reference
        self.pupil = pupil
        self.epreuve = epreuve
        self.oeuvre = oeuvre
        self.subject = subject
        self.handedIn = handedIn
        self.corrected = corrected
        self.created = created
        self.mark = mark
        self.correction = correction
        self.comments = comments
    }
}
