/// Searching the reference texts, and leafing through them.
public struct LibraryPage: PageContent {
    public static let template = "bibliotheque"

    let query: String?
    let error: String?
    let results: [Result]
    let isSearched: Bool
    let shelves: [Shelf]
    let count: String
    let hasResults: Bool

    public init(query: String? = nil, error: String? = nil, results: [Result], isSearched: Bool, shelves: [Shelf]) {
        self.query = query
        self.error = error
        self.results = results
        self.isSearched = isSearched
        self.shelves = shelves
        count = FrenchText.count(results.count, "résultat")
        hasResults = !results.isEmpty
    }
}

extension LibraryPage {
    /// A text that was found.
    public struct Result: Sendable {
        let title: String
        let kind: String
        let level: String?
        let href: String?
        let excerpt: [Stretch]

        public init(title: String, kind: String, level: String?, href: String?, excerpt: [Stretch]) {
            self.title = title
            self.kind = kind
            self.level = level
            self.href = href
            self.excerpt = excerpt
        }
    }

    /// Part of an excerpt.
    public struct Stretch: Sendable {
        let text: String
        let isMatch: Bool

        public init(text: String, isMatch: Bool) {
            self.text = text
            self.isMatch = isMatch
        }
    }

    /// Documents of one kind.
    public struct Shelf: Sendable {
        let label: String
        let count: String
        let documents: [Book]
        let rest: String?

        public init(label: String, count: String, documents: [Book], rest: String?) {
            self.label = label
            self.count = count
            self.documents = documents
            self.rest = rest
        }
    }

    /// A document on a shelf.
    public struct Book: Sendable {
        let title: String
        let href: String

        public init(title: String, href: String) {
            self.title = title
            self.href = href
        }
    }
}
