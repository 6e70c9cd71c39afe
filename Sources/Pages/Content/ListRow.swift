/// A copie or a subject in a list.
public struct ListRow: Sendable {
    let href: String
    let title: String
    let date: String
    let status: String
    let note: String?

    public init(href: String, title: String, date: String, status: String, note: String? = nil) {
        self.href = href
        self.title = title
        self.date = date
        self.status = status
        self.note = note
    }
}
