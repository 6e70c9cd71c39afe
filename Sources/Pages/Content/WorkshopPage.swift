/// Choosing a subject, and what was given and handed in so far.
public struct WorkshopPage: PageContent {
    public static let template = "atelier"

    let csrf: String
    let key: String
    let error: String?
    let pause: String?
    let types: [Choice.Option]
    let fields: [Field]
    let subjects: [ListRow]
    let olderSubjects: String?
    let copies: [ListRow]
    let olderLink: String?
    let hasSubjects: Bool
    let hasCopies: Bool

    public init(
        csrf: String, key: String, error: String? = nil, pause: String? = nil, types: [Choice.Option],
        fields: [Field], subjects: [ListRow], olderSubjects: String? = nil, copies: [ListRow],
        olderLink: String? = nil
    ) {
        self.csrf = csrf
        self.key = key
        self.error = error
        self.pause = pause
        self.types = types
        self.fields = fields
        self.subjects = subjects
        self.olderSubjects = olderSubjects
        self.copies = copies
        self.olderLink = olderLink
        hasSubjects = !subjects.isEmpty
        hasCopies = !copies.isEmpty
    }
}
