/// Something to open or to download.
public struct DocumentLink: Sendable {
    let href: String
    let label: String
    let detail: String?

    public init(href: String, label: String, detail: String? = nil) {
        self.href = href
        self.label = label
        self.detail = detail
    }
}
