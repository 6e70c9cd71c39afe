import Foundation
import Postgres
import PostgresTestSupport
import Testing

@testable import Events

@Suite(.enabled(if: TestServer.isThere)) struct `The migrations` {
    let database: TestDatabase

    init() throws { database = try TestDatabase() }

    private var migrations: PostgresMigrations { PostgresMigrations(url: database.url) }

    private func failure(_ body: () throws -> Void) -> DatabaseFailure? {
        do {
            try body()
            return nil
        } catch EventLogError.database(let failure) {
            return failure
        } catch {
            return nil
        }
    }

    @Test func `are said before they are made, made once, and recorded`() throws {
        #expect(try migrations.run(dryRun: true).map(\.isApplied) == Array(repeating: false, count: 6))
        #expect(try database.run("SELECT to_regclass('eventlog.records') IS NULL") == "t")
        #expect(try migrations.run(dryRun: false).map(\.isApplied) == Array(repeating: false, count: 6))
        #expect(try migrations.run(dryRun: false).allSatisfy { $0.isApplied })
        let recorded = "SELECT string_agg(number || name, ',' ORDER BY number) FROM eventlog.migrations"
        #expect(try database.run(recorded) == "1records,2views,3vault,4roles,5nodes,6append")
    }

    @Test func `are made once by processes that start together`() async throws {
        let migrations = migrations
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 { group.addTask { try migrations.run(dryRun: false) } }
            try await group.waitForAll()
        }
        #expect(try database.run("SELECT count(*) FROM eventlog.migrations") == "6")
    }

    @Test func `are the files of the log's public description`() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../../eventlog/postgres").standardized
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".sql") }
        let digits = { (number: Int) in String(repeating: "0", count: 4 - String(number).count) + String(number) }
        #expect(names.sorted() == PostgresMigrations.all.map { "\(digits($0.number))-\($0.name).sql" })
        for (name, migration) in zip(names.sorted(), PostgresMigrations.all) {
            #expect(try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8) == migration.sql)
        }
    }

    @Test func `leave nothing behind when one fails`() throws {
        try database.run("CREATE SCHEMA eventlog", "CREATE TABLE eventlog.vault (x int)")
        #expect(failure { try migrations.run(dryRun: false) }?.state == "42P07")
        #expect(try database.run("SELECT to_regclass('eventlog.records') IS NULL") == "t")
    }

    @Test func `that are not this release's are refused, and those of a later one are not`() throws {
        try migrations.run(dryRun: false)
        try database.run("INSERT INTO eventlog.migrations (number, name, sha256) VALUES (99, 'avenir', '')")
        #expect(try migrations.run(dryRun: false).count == 6)
        try database.run("UPDATE eventlog.migrations SET sha256 = 'x' WHERE number = 2")
        #expect(failure { _ = try PostgresEventLog(writing: .test(database.url)) }?.cause == .schema)
        #expect(failure { try migrations.run(dryRun: true) }?.message.contains("migration 2 (views)") == true)
    }

    @Test func `are not needed by who may only append`() throws {
        let missing = failure { _ = try PostgresEventLog(reading: .test(database.url)) }
        #expect(missing?.cause == .schema && missing?.remedy.contains("eaf migrate") == true)
        try migrations.run(dryRun: false)
        try database.run(
            """
            DO $$ BEGIN CREATE ROLE test_server LOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN END $$
            """, "GRANT eaf_append TO test_server")
        let url = database.url.replacingOccurrences(of: "postgres@", with: "test_server@")
        let log = try PostgresEventLog(writing: .test(url))
        var maker = CommitMaker(seed: 2)
        try log.fill(3, recordsMax: 3, with: &maker)
        let vault = try PostgresVault(url: url, masterKey: .random())
        try vault.makeKey(for: PersonID(high: 1, low: 1))
        try vault.erase(PersonID(high: 1, low: 1))
        let other = try TestDatabase()
        let strange = other.url.replacingOccurrences(of: "postgres@", with: "test_server@")
        #expect(failure { _ = try PostgresEventLog(writing: .test(strange)) }?.cause == .denied)
    }

    @Test func `need a database whose text is UTF-8`() throws {
        let name = "latin_" + database.name
        try database.run("CREATE DATABASE \(name) ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
        let url = database.server.url(of: name)
        #expect(failure { _ = try PostgresEventLog(writing: .test(url)) }?.message.contains("UTF8") == true)
        try database.run("DROP DATABASE \(name) WITH (FORCE)")
    }
}
