/// A teacher's comment.
public struct TeacherComment: Sendable {
    let text: String
    let author: String
    let date: String

    public init(text: String, author: String, date: String) {
        self.text = text
        self.author = author
        self.date = date
    }
}
