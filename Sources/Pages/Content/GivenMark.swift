/// A mark that a teacher set, and why.
public struct GivenMark: Sendable {
    let note: String
    let date: String
    let author: String
    let reason: String

    public init(note: String, date: String, author: String, reason: String) {
        self.note = note
        self.date = date
        self.author = author
        self.reason = reason
    }
}
