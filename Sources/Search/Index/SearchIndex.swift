import Foundation
import GRDB
import Synchronization

/// An open index: answers questions by words. What it reads from never changes, so any number of threads may ask at once.
public final class SearchIndex: Sendable {
    /// Readers of the file: more questions than these wait for one another.
    static let readersMax = 8

    public let recipe: IndexRecipe
    /// In the order in which the corpus has them.
    public let documents: [IndexedDocument]
    /// Of each passage, from number 1, its document's place in `documents`.
    let documentOfPassage: [Int32]
    private let vocabulary: Vocabulary
    private let readers: [DatabaseQueue]
    private let next = Atomic(0)

    /// Opens the finished index of that recipe.
    ///
    /// - Throws: `SearchIndexError.absent` or `.damaged`.
    init(_ folder: IndexFolder, _ recipe: IndexRecipe) throws(SearchIndexError) {
        let path = folder.file(recipe)
        guard FileManager.default.fileExists(atPath: path) else { throw .absent }
        var configuration = Configuration()
        configuration.readonly = true
        let count = min(Self.readersMax, max(2, ProcessInfo.processInfo.activeProcessorCount))
        do {
            readers = try (0..<count).map { _ in try DatabaseQueue(path: path, configuration: configuration) }
            let contents = try readers[0].read { db in try IndexContents(db, fingerprint: recipe.fingerprint) }
            documents = contents.documents
            documentOfPassage = contents.documentOfPassage
            vocabulary = Vocabulary(contents.words)
        } catch {
            throw .damaged("\(error)")
        }
        self.recipe = recipe
    }

    /// How many passages the documents were cut into.
    public var passageCount: Int { documentOfPassage.count }

    /// What a question looks for.
    public func question(_ text: String) -> Question {
        Question(text, words: recipe.analyzer.words(of: text)) { vocabulary.terms(for: $0) }
    }

    /// The documents that have a term of the question, best first.
    ///
    /// - Throws: `SearchIndexError.cannotRead`.
    public func search(
        _ question: Question, weights: FieldWeights, limit: Int
    ) throws(SearchIndexError) -> [DocumentHit] {
        guard !question.terms.isEmpty, limit > 0 else { return [] }
        return try read { db in
            let rows = try Row.fetchCursor(
                db.cachedStatement(
                    sql:
                        "SELECT rowid, bm25(terms, ?, ?, ?) AS score FROM terms WHERE terms MATCH ? ORDER BY score, rowid"
                ),
                arguments: [weights.title, weights.tags, weights.body, question.match])
            var hits: [DocumentHit] = []
            var seen: Set<Int32> = []
            while hits.count < limit, let row = try rows.next() {
                let passage: Int = row[0]
                let document = self.documentOfPassage[passage - 1]
                // SQLite's score is better the lower it is.
                if seen.insert(document).inserted {
                    hits.append(DocumentHit(document: Int(document), passage: passage, score: -row[1]))
                }
            }
            return hits
        }
    }

    /// A piece of a passage that shows what was found.
    ///
    /// - Throws: `SearchIndexError.cannotRead`.
    public func excerpt(of hit: DocumentHit, for question: Question) throws(SearchIndexError) -> Excerpt {
        Excerpt(of: try text(ofPassage: hit.passage), finding: Set(question.terms), recipe.analyzer)
    }

    /// The lines of its document's text on which a passage that was found stands, from 0.
    ///
    /// - Throws: `SearchIndexError.cannotRead`.
    public func lines(of hit: DocumentHit) throws(SearchIndexError) -> ClosedRange<Int> {
        try read { db in
            let row = try Row.fetchOne(
                db.cachedStatement(sql: "SELECT first_line, last_line FROM passages WHERE number = ?"),
                arguments: [hit.passage])
            guard let row else { return 0...0 }
            let first: Int = row[0]
            return first...max(first, row[1])
        }
    }

    /// - Parameter number: from 1.
    /// - Throws: `SearchIndexError.cannotRead`.
    func text(ofPassage number: Int) throws(SearchIndexError) -> String {
        try read { db in
            try String.fetchOne(
                db.cachedStatement(sql: "SELECT text FROM passages WHERE number = ?"), arguments: [number]) ?? ""
        }
    }

    /// What stands for a passage where meanings are compared: its document's title, and its text.
    ///
    /// - Throws: `SearchIndexError.cannotRead`.
    public func meaningTexts() throws(SearchIndexError) -> [String] {
        let texts = try read { db in
            try String.fetchAll(db, sql: "SELECT text FROM passages ORDER BY number")
        }
        return zip(texts, documentOfPassage).map { "\(documents[Int($1)].title)\n\($0)" }
    }

    /// The whole text of a document, as it came; nil when there is no such document.
    ///
    /// - Throws: `SearchIndexError.cannotRead`.
    public func body(of id: String) throws(SearchIndexError) -> String? {
        try read { db in
            try String.fetchOne(
                db.cachedStatement(sql: "SELECT body FROM documents WHERE id = ?"), arguments: [id])
        }
    }

    private func read<Value: Sendable>(
        _ body: @Sendable (Database) throws -> Value
    ) throws(SearchIndexError) -> Value {
        let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
        do {
            return try readers[abs(number % readers.count)].read(body)
        } catch {
            throw .cannotRead("\(error)")
        }
    }
}
