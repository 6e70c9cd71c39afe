import GRDB

/// What an open index keeps in memory, read and checked.
struct IndexContents: Sendable {
    let documents: [IndexedDocument]
    let documentOfPassage: [Int32]
    let words: [Vocabulary.Word]

    init(_ db: Database, fingerprint: String) throws {
        guard try String.fetchOne(db, sql: "PRAGMA quick_check(1)") == "ok",
            let recipe = try Row.fetchOne(db, sql: "SELECT fingerprint, documents FROM recipe"),
            recipe[0] as String == fingerprint
        else { throw SearchIndexError.damaged("recipe") }
        documents = try Row.fetchAll(
            db,
            sql: "SELECT id, title, type, level, source, reference, url, tags, excerpt FROM documents ORDER BY number"
        ).map { row in
            IndexedDocument(
                id: row[0], title: row[1], type: row[2], level: row[3], source: row[4], reference: row[5],
                url: row[6],
                tags: (row[7] as String).split(separator: "\n").map(String.init), excerpt: row[8])
        }
        guard documents.count == recipe[1] as Int else { throw SearchIndexError.damaged("documents") }
        documentOfPassage = try Int32.fetchAll(db, sql: "SELECT document - 1 FROM passages ORDER BY number")
        words = try Row.fetchAll(db, sql: "SELECT word, term, count FROM words").map { row in
            Vocabulary.Word(text: row[0], term: row[1], count: row[2])
        }
    }
}
