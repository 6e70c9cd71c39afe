import Crypto
import Foundation
import GRDB

/// Makes an index file: beside the one in use, whole and synced before it gets its name.
struct IndexBuilder {
    let folder: IndexFolder
    let recipe: IndexRecipe

    /// - Throws: `SearchIndexError.cannotWrite`, or what `documents` throws.
    func build(_ documents: () throws -> CorpusDocument?) throws {
        let draft = folder.draft(recipe)
        defer { try? FileManager.default.removeItem(atPath: draft) }
        do {
            try FileManager.default.createDirectory(
                atPath: folder.path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try write(to: draft, documents)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: draft)
            try sync(draft)
            try rename(draft, to: folder.file(recipe))
        } catch let error as DatabaseError {
            throw SearchIndexError.cannotWrite("SQLite \(error.extendedResultCode.rawValue)")
        } catch let error as CocoaError {
            throw SearchIndexError.cannotWrite("\(error.code.rawValue)")
        }
    }

    private func write(to path: String, _ documents: () throws -> CorpusDocument?) throws {
        var configuration = Configuration()
        configuration.prepareDatabase { db in
            // Nothing reads the draft, and a draft that is cut short is thrown away.
            try db.execute(
                sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE")
        }
        let database = try DatabaseQueue(path: path, configuration: configuration)
        try database.write { db in
            try db.execute(sql: IndexSchema.sql)
            var vocabulary: [String: IndexedWord] = [:]
            var number = 0
            while let document = try documents() {
                number += 1
                try add(document, number: number, to: db, &vocabulary)
            }
            for (word, entry) in vocabulary {
                try db.cachedStatement(sql: "INSERT INTO words VALUES (?, ?, ?)").execute(
                    arguments: [word, entry.term, entry.count])
            }
            try db.execute(sql: "INSERT INTO terms(terms) VALUES ('optimize')")
            try db.execute(
                sql: "INSERT INTO recipe VALUES (?, ?)", arguments: [recipe.fingerprint, number])
        }
        try database.close()
    }

    private struct IndexedWord {
        let term: String
        var count = 0
    }

    private func add(
        _ document: CorpusDocument, number: Int, to db: Database, _ vocabulary: inout [String: IndexedWord]
    ) throws {
        let text = PlainText.of(document.body)
        try db.cachedStatement(sql: "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)").execute(
            arguments: [
                number, document.id, document.title, document.type, document.level, document.source,
                document.reference, document.url, document.tags.joined(separator: "\n"),
                Excerpt.beginning(of: text).text, document.body,
            ])
        func terms(_ text: String) -> String {
            let words = recipe.analyzer.words(of: text)
            for word in words { vocabulary[word.word, default: IndexedWord(term: word.term)].count += 1 }
            return words.map(\.term).joined(separator: " ")
        }
        let title = terms(document.title)
        let tags = terms(document.tags.joined(separator: " "))
        let passages = Passages(wordsMax: recipe.passageWords).cut(text)
        for passage in passages.isEmpty ? [Passage(text: "", lines: 0...0)] : passages {
            try db.cachedStatement(
                sql: "INSERT INTO passages(document, text, first_line, last_line) VALUES (?, ?, ?, ?)"
            ).execute(
                arguments: [number, passage.text, passage.lines.lowerBound, passage.lines.upperBound])
            try db.cachedStatement(sql: "INSERT INTO terms(rowid, title, tags, body) VALUES (?, ?, ?, ?)").execute(
                arguments: [db.lastInsertedRowID, title, tags, terms(passage.text)])
        }
    }

    private func sync(_ path: String) throws {
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        try file.synchronize()
        try file.close()
    }

    private func rename(_ draft: String, to path: String) throws {
        guard unsafe Foundation.rename(draft, path) == 0 else {
            throw SearchIndexError.cannotWrite("rename: \(errno)")
        }
    }
}
