/// A subject, and handing in a copie for it.
public struct SubjectPage: PageContent {
    public static let template = "sujet"

    let csrf: String
    let key: String
    let error: String?
    let kind: String
    let date: String
    let wishNote: String?
    let subject: String
    let instructions: String?
    let text: String?
    let source: String?
    let rubrics: [Rubric]
    let action: String
    let api: String
    let megabytes: String
    let bytes: String
    let sheets: String
    let reader: Reader?
    let copies: [ListRow]
    let hasCopies: Bool

    public init(
        csrf: String, key: String, error: String? = nil, kind: String, date: String, wishNote: String? = nil,
        subject: String, instructions: String? = nil, text: String? = nil, source: String? = nil,
        rubrics: [Rubric], action: String, api: String, bytesMax: Int, sheetsMax: Int, reader: Reader? = nil,
        copies: [ListRow]
    ) {
        self.csrf = csrf
        self.key = key
        self.error = error
        self.kind = kind
        self.date = date
        self.wishNote = wishNote
        self.subject = subject
        self.instructions = instructions
        self.text = text
        self.source = source
        self.rubrics = rubrics
        self.action = action
        self.api = api
        megabytes = "\(bytesMax >> 20)"
        bytes = "\(bytesMax)"
        sheets = "\(sheetsMax)"
        self.reader = reader
        self.copies = copies
        hasCopies = !copies.isEmpty
    }
}

extension SubjectPage {
    /// A service outside the school that corrects copies.
    public struct Reader: Sendable {
        let name: String
        let mayRead: Bool

        /// - Parameter mayRead: the pupil agreed already.
        public init(name: String, mayRead: Bool) {
            self.name = name
            self.mayRead = mayRead
        }
    }

    /// One line of the marking scheme.
    public struct Rubric: Sendable {
        let name: String
        let max: String

        public init(name: String, max: String) {
            self.name = name
            self.max = max
        }
    }
}
