/// The log, for who looks after it.
public struct LogPage: PageContent {
    public static let template = "audit"

    let error: String?
    let checkpoint: Checkpoint?
    let proofFields: [Field]
    let filters: [Field]
    let scope: String
    /// Whether the list was made; it is not when what was asked for is wrong.
    let isListed: Bool
    let records: [Entry]
    let newest: String?
    let older: String?
    let views: [Choice]
    let pastFields: [Field]
    let past: String?
    let hasRecords: Bool
    let hasPages: Bool

    public init(
        error: String? = nil, checkpoint: Checkpoint? = nil, proofFields: [Field], filters: [Field],
        scope: String, isListed: Bool, records: [Entry], newest: String? = nil, older: String? = nil,
        views: [Choice], pastFields: [Field],
        past: String? = nil
    ) {
        self.error = error
        self.checkpoint = checkpoint
        self.proofFields = proofFields
        self.filters = filters
        self.scope = scope
        self.records = records
        self.isListed = isListed
        self.newest = newest
        self.older = older
        self.views = views
        self.pastFields = pastFields
        self.past = past
        hasRecords = !records.isEmpty
        hasPages = newest != nil || older != nil
    }
}

extension LogPage {
    /// The last signed size and root.
    public struct Checkpoint: Sendable {
        let figures: [Figure]
        let root: String
        let key: String

        public init(figures: [Figure], root: String, key: String) {
            self.figures = figures
            self.root = root
            self.key = key
        }
    }

    /// One record.
    public struct Entry: Sendable {
        let position: String
        let time: String
        let type: String
        let subject: String
        let actor: String
        let line: String
        let wholeLine: String

        public init(
            position: String, time: String, type: String, subject: String, actor: String, line: String,
            wholeLine: String
        ) {
            self.position = position
            self.time = time
            self.type = type
            self.subject = subject
            self.actor = actor
            self.line = line
            self.wholeLine = wholeLine
        }
    }
}
