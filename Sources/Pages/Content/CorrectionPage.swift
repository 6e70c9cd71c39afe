/// A pupil's copie: waiting, failed, or corrected.
public struct CorrectionPage: PageContent {
    public static let template = "correction"

    let csrf: String
    let error: String?
    let kind: String
    let handedIn: String
    let heading: String
    let subject: String
    let subjectLink: String
    let waiting: Waiting?
    let followLink: String
    let failure: Failure?
    let result: CorrectionResult?
    let copieText: AnnotatedText?
    let comments: [TeacherComment]
    let documents: [DocumentLink]
    let isWaiting: Bool
    let hasComments: Bool

    public init(
        csrf: String, error: String? = nil, kind: String, handedIn: String, heading: String, subject: String,
        subjectLink: String, waiting: Waiting? = nil, followLink: String, failure: Failure? = nil,
        result: CorrectionResult? = nil,
        copieText: AnnotatedText? = nil, comments: [TeacherComment], documents: [DocumentLink]
    ) {
        self.csrf = csrf
        self.error = error
        self.kind = kind
        self.handedIn = handedIn
        self.heading = heading
        self.subject = subject
        self.subjectLink = subjectLink
        self.waiting = waiting
        self.followLink = followLink
        self.failure = failure
        self.result = result
        self.copieText = copieText
        self.comments = comments
        self.documents = documents
        isWaiting = waiting != nil
        hasComments = !comments.isEmpty
    }
}

extension CorrectionPage {
    /// What a copie waits for.
    public struct Waiting: Sendable {
        let title: String
        let text: String

        public init(title: String, text: String) {
            self.title = title
            self.text = text
        }
    }

    /// Why there is no correction, and how to ask again.
    public struct Failure: Sendable {
        let reason: String
        let again: String
        let subjectLink: String
        let isOfFile: Bool

        /// - Parameter isOfFile: another file may help; else only time, or a person, does.
        public init(reason: String, again: String, subjectLink: String, isOfFile: Bool) {
            self.reason = reason
            self.again = again
            self.subjectLink = subjectLink
            self.isOfFile = isOfFile
        }
    }
}
