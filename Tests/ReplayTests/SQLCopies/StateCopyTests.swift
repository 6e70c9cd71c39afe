import Events
import Foundation
import GRDB
import Projections
import Testing

@testable import Replay

@Suite struct `A copy in SQL` {
    private func open(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    /// Every string and number in a view's JSON, except the lists of ids by owner, which SQL has as an index, and the counts of
    /// sketches, whose empty buckets SQL leaves out.
    private func leaves(of value: Any) -> [String] {
        if let object = value as? [String: Any] {
            return object.filter { !["byOwner", "byAccount", "sketch", "latency", "lastErasedAt"].contains($0.key) }
                .flatMap { leaves(of: $0.value) }
        }
        if let array = value as? [Any] { return array.flatMap { leaves(of: $0) } }
        if let text = value as? String { return [text] }
        return [String(describing: (value as? NSNumber)?.doubleValue ?? .nan)]
    }

    @Test func `has every value of every read model`() throws {
        let story = try GoldenStory()
        let models = try ReadModels.folded(from: story.log, through: story.log.head.position)
        #expect(SQLCatalog.models.map(\.name) == ReadModels.names)
        let queue = try open(try story.copy("copie"))
        for model in SQLCatalog.models {
            let view = try #require(try models.view(named: model.name))
            let json = try JSONSerialization.jsonObject(with: try CanonicalJSON.encode(view))
            let stored = try queue.read { database in
                try model.tables.flatMap { table in
                    try Row.fetchAll(database, sql: "SELECT * FROM \(table.text.name)").flatMap { row in
                        row.databaseValues.compactMap { value in
                            Double.fromDatabaseValue(value).map { String(describing: $0) }
                                ?? String.fromDatabaseValue(value)
                        }
                    }
                }
            }
            let missing = Set(leaves(of: json)).subtracting(stored)
            #expect(missing.isEmpty, "\(model.name): \(missing)")
        }
    }

    @Test func `counts what the models count, and keeps the order of lists as an index`() throws {
        let story = try GoldenStory()
        let models = try ReadModels.folded(from: story.log, through: story.log.head.position)
        let queue = try open(try story.copy("copie"))
        let view = try #require(try models.view(named: "copies") as? CopiesView)
        try queue.read { database in
            for name in ReadModels.names {
                let entries = try Int.fetchOne(
                    database, sql: "SELECT entries FROM read_models WHERE name = ?", arguments: [name])
                #expect(try entries == models.view(named: name)?.entries)
            }
            #expect(try Int.fetchOne(database, sql: "SELECT count(*) FROM copies") == view.copies.count)
            for owned in view.byOwner {
                let ids = try String.fetchAll(
                    database, sql: "SELECT id FROM copies WHERE owner = ? ORDER BY uploaded_position",
                    arguments: [owned.owner.description])
                #expect(ids == owned.ids.map(\.description))
            }
            let vitals = try #require(try models.view(named: "vitals") as? VitalsView)
            for vital in vitals.vitals {
                let counted = try Int.fetchOne(
                    database, sql: "SELECT sum(count) FROM vital_buckets WHERE name = ?", arguments: [vital.name])
                #expect(counted == vital.count)
            }
        }
    }

    @Test func `says what it is, and documents every table, view and column`() throws {
        let story = try GoldenStory()
        let summary = try ReadModels.folded(from: story.log, through: story.log.head.position).summary()
        try open(try story.copy("copie")).read { database in
            let meta = try Row.fetchAll(database, sql: "SELECT name, value FROM meta").reduce(into: [:]) {
                meta, row in
                meta[row["name"] as String] = row["value"] as String
            }
            #expect(meta["digest"] == summary.digest && meta["position"] == story.log.head.position.description)
            #expect(meta["origin"] == "/eaf/demo/1" && meta["program_version"] == "essai")
            #expect(try Int.fetchOne(database, sql: "PRAGMA application_id") == Int(CopyFile.applicationID))
            let sql = """
                SELECT m.name || '.' || c.name FROM sqlite_schema m, pragma_table_info(m.name) c
                WHERE m.type IN ('table', 'view') AND NOT EXISTS
                  (SELECT 1 FROM documentation WHERE object = m.name AND column_name = c.name AND description <> '')
                """
            #expect(try String.fetchAll(database, sql: sql) == [])
            let objects = "SELECT count(*) FROM sqlite_schema WHERE type IN ('table', 'view')"
            let described = "SELECT count(*) FROM documentation WHERE column_name = ''"
            #expect(try Int.fetchOne(database, sql: objects) == Int.fetchOne(database, sql: described))
        }
    }

    @Test func `of one position is the same bytes each time, and of an earlier one the state then`() throws {
        let story = try GoldenStory()
        let first = try Data(contentsOf: URL(filePath: try story.copy("un")))
        #expect(try Data(contentsOf: URL(filePath: try story.copy("deux"))) == first)
        let head = story.log.head.position.rawValue
        for position in [1, head / 2, head - 1] {
            let until = try story.log.wholeCommit(atOrBefore: LogPosition(position))
            let models = try ReadModels.folded(from: story.log, through: until)
            try open(try story.copy("avant-\(position)", at: until)).read { database in
                let digest = try String.fetchOne(database, sql: "SELECT value FROM meta WHERE name = 'digest'")
                #expect(try digest == models.summary().digest)
                #expect(try Int.fetchOne(database, sql: "SELECT count(*) FROM accounts") == models.accounts.count)
            }
        }
    }

    @Test func `of an empty log has every table and no row`() throws {
        let folder = try TemporaryFolder()
        let copy = try StateCopy(ReadModels(), version: "essai", now: Timestamp(seconds: 0))
        let report = try copy.write(to: try CopyPlace("sqlite:\(folder.path)/vide"), force: false)
        #expect(
            report.position == .zero && report.time == nil && report.rows["copies"] == 0 && report.rows["log"] == 0)
        #expect(try open(report.path).read { try Int.fetchOne($0, sql: "SELECT count(*) FROM marks_by_class") } == 0)
    }

    @Test func `answers an auditor's questions`() throws {
        let story = try GoldenStory()
        let models = try ReadModels.folded(from: story.log, through: story.log.head.position)
        let view = try #require(try models.view(named: "copies") as? CopiesView)
        let corrected = try #require(view.copies.first { !$0.corrections.isEmpty })
        try open(try story.copy("copie")).read { database in
            let row = try #require(
                try Row.fetchOne(
                    database, sql: "SELECT * FROM copies_overview WHERE copie = ?",
                    arguments: [corrected.id.description]))
            #expect(row["note"] == corrected.corrections.last?.note && row["status"] == corrected.status)
            #expect(row["corrections"] == corrected.corrections.count)
            let uploaded = try #require(Timestamp(corrected.created))
            let given = try #require(corrected.corrections.first.flatMap { Timestamp($0.time) })
            #expect(abs((row["delay_seconds"] as Double) - given.seconds(since: uploaded)) < 0.002)
            let total = view.copies.reduce(0) { $0 + $1.corrections.count }
            #expect(try Int.fetchOne(database, sql: "SELECT sum(corrections) FROM corrections_by_day") == total)
            let calls = try Int.fetchOne(database, sql: "SELECT sum(calls) FROM calls_by_provider")
            #expect(calls == models.modelCalls.all.reduce(0) { $0 + $1.totals.calls })
            #expect(try Int.fetchOne(database, sql: "SELECT count(*) FROM marks_by_class") == models.classes.count)
        }
    }
}
