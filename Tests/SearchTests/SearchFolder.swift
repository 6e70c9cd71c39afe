import Foundation
import Testing

@testable import Search

/// A folder for indexes; removed at the end.
final class SearchFolder: Sendable {
    let path = FileManager.default.temporaryDirectory.path + "/eaf-search-\(UUID().uuidString)"

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var folder: IndexFolder { IndexFolder(path) }

    func index(
        _ documents: [CorpusDocument], corpus: String = "essai", analyzer: TextAnalyzer = .french,
        passageWords: Int = 250
    ) throws -> SearchIndex {
        let recipe = IndexRecipe(corpus: corpus, analyzer: analyzer, passageWords: passageWords)
        var rest = documents.makeIterator()
        return try folder.index(recipe) { rest.next() }.index
    }

    /// Writes a file and returns its path.
    func write(_ name: String, _ bytes: Data) throws -> String {
        let url = URL(fileURLWithPath: path + "/" + name)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try bytes.write(to: url)
        return url.path
    }
}

extension CorpusDocument {
    static func sample(_ id: String, title: String = "Fiche", tags: [String] = [], _ body: String) -> CorpusDocument {
        CorpusDocument(
            id: id, title: title, type: "fiche_methode", level: "B", source: "EAF_PREMIUM", reference: nil, url: nil,
            tags: tags, body: body)
    }
}

extension SearchIndex {
    /// Ids of the documents that answer, best first.
    func ids(_ text: String, limit: Int = 10) throws -> [String] {
        try search(question(text), weights: .standard, limit: limit).map { documents[$0.document].id }
    }
}
