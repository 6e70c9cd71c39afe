import Postgres
import PostgresTestSupport
import TestSupport
import Testing

@testable import Events

@Suite(.enabled(if: TestServer.isThere)) struct `The vault in Postgres` {
    let database: TestDatabase
    let master = MasterKey.random()
    let ana = PersonID(high: 7, low: 1)
    let ben = PersonID(high: .max, low: 2)

    init() throws {
        database = try TestDatabase()
        try PostgresMigrations(url: database.url).run(dryRun: false)
    }

    private func open() throws -> PostgresVault { try PostgresVault(url: database.url, masterKey: master) }

    private func refusal(_ sql: String) -> SQLState? {
        do throws(PostgresError) {
            var connection = try database.connect()
            try connection.query(PostgresStatement(sql, []), within: .seconds(10))
            return nil
        } catch {
            return error.state
        }
    }

    @Test func `shows a process what another one did`() throws {
        let here = try open()
        let there = try open()
        try here.makeKey(for: ana)
        #expect(there.key(for: ana)?.bytes == here.key(for: ana)?.bytes)
        #expect(throws: VaultError.exists) { try there.makeKey(for: ana) }
        try there.makeKey(for: ben)
        try there.erase(ana)
        // What was known stays known until it is asked for.
        try here.refresh()
        #expect(here.isErased(ana) && here.key(for: ana) == nil && here.key(for: ben) != nil)
        #expect(here.counts == (1, 1) && there.counts == (1, 1))
    }

    @Test func `makes one key for a person whom several processes want to give one`() async throws {
        let vaults = try (0..<4).map { _ in try open() }
        let person = ana
        let made = await withTaskGroup(of: Int.self) { group in
            for vault in vaults { group.addTask { (try? vault.makeKey(for: person)) == nil ? 0 : 1 } }
            return await group.reduce(0, +)
        }
        #expect(made == 1)
        #expect(Set(vaults.map { $0.key(for: person)?.bytes }).count == 1)
    }

    @Test func `holds wrapped keys only, each good for its person`() throws {
        let vault = try open()
        try vault.makeKey(for: ana)
        try vault.makeKey(for: ben)
        let plain = try #require(vault.key(for: ana)?.bytes)
        var connection = try database.connect()
        let rows = try connection.query("SELECT wrapped FROM eventlog.vault ORDER BY change", within: .seconds(10))
        let wrapped = try #require(rows.bytes(0, 0))
        #expect(wrapped.count == 60 && wrapped.firstRange(of: plain) == nil)
        #expect(KeyWrapping(master).unwrap(wrapped, for: ana)?.bytes == plain)
        #expect(KeyWrapping(master).unwrap(wrapped, for: ben) == nil)
    }

    @Test(arguments: [
        "DELETE FROM eventlog.vault", "TRUNCATE eventlog.vault",
        "UPDATE eventlog.vault SET wrapped = decode(repeat('00', 60), 'hex')",
        "UPDATE eventlog.vault SET person = gen_random_uuid(), wrapped = NULL",
        "INSERT INTO eventlog.vault VALUES (gen_random_uuid(), '\\x00')",
    ])
    func `lets nobody revive, replace or drop`(_ sql: String) throws {
        let vault = try open()
        try vault.makeKey(for: ana)
        try vault.erase(ben)
        #expect(["23001", "23514"].contains(refusal(sql)))
        #expect(try open().isErased(ben))
    }

    @Test(arguments: [CutProxy.Fault.loseAnswer, .loseRequest])
    func `makes a key and erases all the same when the connection breaks`(_ fault: CutProxy.Fault) throws {
        let proxy = try CutProxy(before: database.server.port)
        let vault = try PostgresVault(url: proxy.url(database.url), masterKey: master)
        proxy.set(fault)
        try vault.makeKey(for: ana)
        #expect(proxy.fired == 1)
        #expect(try open().key(for: ana)?.bytes == vault.key(for: ana)?.bytes)
        proxy.set(fault)
        try vault.erase(ana)
        #expect(proxy.fired == 2)
        #expect(try open().isErased(ana) && vault.isErased(ana))
    }

    @Test func `gives no key while it cannot be made durable`() throws {
        let proxy = try CutProxy(before: database.server.port)
        let vault = try PostgresVault(url: proxy.url(database.url), masterKey: master)
        try vault.makeKey(for: ana)
        proxy.set(.down)
        #expect(throws: VaultError.self) { try vault.makeKey(for: ben) }
        #expect(throws: VaultError.self) { try vault.erase(ana) }
        #expect(vault.key(for: ben) == nil && vault.key(for: ana) != nil && !vault.isErased(ana))
        proxy.set(.none)
        try vault.makeKey(for: ben)
        try vault.erase(ana)
        #expect(try open().counts == (1, 1))
    }
}
