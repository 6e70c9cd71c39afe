/// A word a copie is expected to take up: what its family shares, and a form to show.
struct SubjectTerm: Equatable {
    let radical: String
    let form: String
}
