/// A form that is not French, counted once however often it is written.
struct SpellingFault: Equatable {
    /// Where it stands first.
    let word: Word
    let occurrences: Int
    /// At most three, and only for the first faults of a copie.
    let suggestions: [String]
}
