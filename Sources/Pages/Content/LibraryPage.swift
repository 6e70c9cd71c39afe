/// Searching the reference texts.
public struct LibraryPage: PageContent {
    public static let template = "bibliotheque"

    let query: String?
    let error: String?
    let results: [Result]
    let isSearched: Bool
    let suggestions: [Suggestion]
    let count: String
    let hasResults: Bool

    public init(
        query: String? = nil, error: String? = nil, results: [Result], isSearched: Bool,
        suggestions: [Suggestion]
    ) {
        self.query = query
        self.error = error
        self.results = results
        self.isSearched = isSearched
        self.suggestions = suggestions
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

        public init(title: String, kind: String, level: String? = nil, href: String? = nil, excerpt: [Stretch]) {
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

    /// A search to begin with.
    public struct Suggestion: Sendable {
        let label: String
        let href: String

        public init(label: String, href: String) {
            self.label = label
            self.href = href
        }
    }
}
