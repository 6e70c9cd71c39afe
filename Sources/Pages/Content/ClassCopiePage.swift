/// A copie of the class, as its teacher reads it.
public struct ClassCopiePage: PageContent {
    public static let template = "copie-classe"

    let csrf: String
    let error: String?
    let student: String
    let kind: String
    let handedIn: String
    let status: String
    let subject: String
    let documents: [DocumentLink]
    let failure: String?
    let result: CorrectionResult?
    let copieText: AnnotatedText?
    let again: String?
    let markAction: String
    let markFields: [Field]
    let marks: [GivenMark]
    let comments: [TeacherComment]
    let mayComment: Bool
    let commentAction: String
    let commentFields: [Field]
    let hasDocuments: Bool
    let hasMarks: Bool
    let hasComments: Bool

    public init(
        csrf: String, error: String? = nil, student: String, kind: String, handedIn: String, status: String,
        subject: String, documents: [DocumentLink], failure: String? = nil, result: CorrectionResult? = nil,
        copieText: AnnotatedText? = nil, again: String? = nil, markAction: String, markFields: [Field],
        marks: [GivenMark], comments: [TeacherComment], mayComment: Bool, commentAction: String,
        commentFields: [Field]
    ) {
        self.csrf = csrf
        self.error = error
        self.student = student
        self.kind = kind
        self.handedIn = handedIn
        self.status = status
        self.subject = subject
        self.documents = documents
        self.failure = failure
        self.result = result
        self.copieText = copieText
        self.again = again
        self.markAction = markAction
        self.markFields = markFields
        self.marks = marks
        self.comments = comments
        self.mayComment = mayComment
        self.commentAction = commentAction
        self.commentFields = commentFields
        hasDocuments = !documents.isEmpty
        hasMarks = !marks.isEmpty
        hasComments = !comments.isEmpty
    }
}
