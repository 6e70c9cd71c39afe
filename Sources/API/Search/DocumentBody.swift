import Foundation
import Search

/// A document in the list of the library.
struct DocumentBody: Encodable {
    let id: String
    let title: String
    let type: String
    let level: String
    let source: String
    let reference: String?
    let tags: [String]
    /// Plain text, to be escaped like any other.
    var excerpt: String
    let url: String
    /// Markdown or plain text; absent in lists.
    var content: String?
    /// Whether `content` is the text's beginning only.
    var truncated: Bool?

    init(_ document: IndexedDocument) {
        id = document.id
        title = document.title
        type = document.type
        level = document.level
        source = document.source
        reference = document.reference
        tags = document.tags
        excerpt = document.excerpt
        url = document.address
    }
}

/// The answer of `GET rag/documents`, sorted by id.
struct DocumentList: Encodable {
    let documents: [DocumentBody]
    /// How many there are of each type, whatever was asked for.
    let types: [String: Int]
    /// The value of `after` for the next page; nil on the last.
    let next: String?
}

extension IndexedDocument {
    /// Where a reader finds it: at its source, or on the library's page.
    var address: String { url ?? page }

    /// The path of its page.
    var page: String {
        let allowed = CharacterSet.alphanumerics.union(CharacterSet(charactersIn: "-._~"))
        return "/bibliotheque/\(id.addingPercentEncoding(withAllowedCharacters: allowed) ?? "")"
    }
}
