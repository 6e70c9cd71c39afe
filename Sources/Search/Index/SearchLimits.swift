/// What a search may cost.
enum SearchLimits {
    /// Terms of a question that are looked for; those after are left out.
    static let termsMax = 32
    /// Words that an unknown word may be read as.
    static let spellingsMax = 3
    /// Characters of an excerpt, about.
    static let excerptCharacters = 260
}
