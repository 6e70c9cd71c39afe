/// What the dictionary says of a copie.
struct SpellingReview: Equatable {
    let checkedWords: Int
    let faults: [SpellingFault]

    /// The share of words no dictionary knows; above a half the text was not read, or is not French.
    var unknownShare: Double {
        checkedWords == 0 ? 1 : Double(faults.reduce(0) { $0 + $1.occurrences }) / Double(checkedWords)
    }
}
