import Postgres
import Synchronization

/// The vault as the table `eventlog.vault`, beside a log in the same database: a row a person, its key wrapped by the master key, or
/// NULL once the person was erased. Triggers keep a tombstone from ever becoming anything else.
///
/// Wrapped keys are held in memory, as they are needed for every record that is written or read. Changes are numbered in the order
/// of their commits, so `refresh` asks for what other processes changed since; it is called by itself for a person who is not known.
/// An erasure elsewhere is known after the next `refresh`.
public final class PostgresVault: Vault {
    private struct Keys {
        /// A person with nil was erased.
        var wrapped: [PersonID: [UInt8]?] = [:]
        var erased: Set<PersonID> = []
        var lastChange: Int64 = 0
    }

    private static let rowsMax = 20_000
    /// A changing transaction whose answer did not come is asked again so often: both kinds of change can be repeated. One that
    /// finds its change done leaves a trace all the same, so that it too waits for a synchronous standby.
    private static let attemptsMax = 3
    private static let limits = PostgresTransactionLimits(
        statement: .seconds(10), lock: .seconds(10), idle: .seconds(5))
    private static let answerMax = Duration.seconds(20)

    private let connecting: PostgresConfiguration
    private let wrapping: KeyWrapping
    private let keys = Mutex(Keys())
    /// One connection; whoever holds it reads changes or makes one.
    private let session = Mutex<PostgresConnection?>(nil)

    /// Opens the vault of the database that `url` leads to; the schema must be there.
    ///
    /// - Throws: `VaultError.wrongMasterKey`, `.database`.
    public init(url: String, masterKey: MasterKey) throws(VaultError) {
        connecting = PostgresConfiguration(url: url, applicationName: "eaf vault", connectSecondsMax: 5)
        wrapping = KeyWrapping(masterKey)
        let fresh = wrapping.sealedProbe()
        let probe = try withSession { connection throws(PostgresError) -> [UInt8]? in
            let found = try connection.query(PostgresVaultSQL.probe, within: Self.answerMax)
            if found.count == 1 { return found.bytes(0, 0) }
            try connection.query(PostgresVaultSQL.keep(probe: fresh), within: Self.answerMax)
            // Another process may have been first.
            return try connection.query(PostgresVaultSQL.probe, within: Self.answerMax).bytes(0, 0)
        }
        guard let probe, wrapping.opensProbe(probe) else { throw .wrongMasterKey }
        try refresh()
    }

    /// How many persons have a key, and how many were erased.
    public var counts: (keys: Int, erased: Int) {
        keys.withLock { ($0.wrapped.count - $0.erased.count, $0.erased.count) }
    }

    public func key(for person: PersonID) -> PersonKey? {
        if case nil = known(person) { refreshQuietly() }
        return known(person)?.flatMap { wrapping.unwrap($0, for: person) }
    }

    public func isErased(_ person: PersonID) -> Bool {
        if case nil = known(person) { refreshQuietly() }
        return keys.withLock { $0.erased.contains(person) }
    }

    public func isKnown(_ person: PersonID) -> Bool {
        if case nil = known(person) { refreshQuietly() }
        return keys.withLock { $0.wrapped.keys.contains(person) }
    }

    public var erased: [PersonID] {
        refreshQuietly()
        return keys.withLock { Array($0.erased) }
    }

    /// Learns what other processes changed.
    ///
    /// - Throws: `VaultError.database`; what was known before is still known.
    public func refresh() throws(VaultError) {
        try withSession { connection throws(PostgresError) in try self.readChanges(on: &connection) }
    }

    public func makeKey(for person: PersonID) throws(VaultError) {
        let wrapped = wrapping.wrap(.random(), for: person)
        let found = try change { connection throws(PostgresError) -> [UInt8]? in
            let rows = try connection.pipeline(
                [PostgresSQL.begin, Self.limits.setting, PostgresSQL.lockVault]
                    + PostgresVaultSQL.make(person, wrapped) + [PostgresSQL.trace, PostgresSQL.commit],
                within: Self.answerMax)
            return rows[4].bytes(0, 0)
        }
        guard let found else { throw .erased }
        guard found == wrapped else { throw .exists }
    }

    public func erase(_ person: PersonID) throws(VaultError) {
        try change { connection throws(PostgresError) in
            try connection.pipeline(
                [
                    PostgresSQL.begin, Self.limits.setting, PostgresSQL.lockVault, PostgresVaultSQL.erase(person),
                    PostgresSQL.trace, PostgresSQL.commit,
                ], within: Self.answerMax)
        }
    }

    /// Nil when nothing is known of the person.
    private func known(_ person: PersonID) -> [UInt8]?? { keys.withLock { $0.wrapped[person] } }

    /// A database that does not answer leaves the person unknown, as one without a key; nothing is written for such a person.
    private func refreshQuietly() { _ = Result { () throws(VaultError) in try refresh() } }

    private func readChanges(on connection: inout PostgresConnection) throws(PostgresError) {
        while true {
            let after = keys.withLock { $0.lastChange }
            let rows = try connection.query(
                PostgresVaultSQL.changes(after: after, rowsMax: Self.rowsMax), within: Self.answerMax)
            keys.withLock { keys in
                for row in 0..<rows.count {
                    guard let id = rows.bytes(row, 0), id.count == 16, let change = rows.int(row, 2) else { continue }
                    func half(_ range: Range<Int>) -> UInt64 { id[range].reduce(0) { $0 << 8 | UInt64($1) } }
                    let person = PersonID(high: half(0..<8), low: half(8..<16))
                    let wrapped = rows.bytes(row, 1)
                    if wrapped == nil { keys.erased.insert(person) }
                    keys.wrapped.updateValue(wrapped, forKey: person)
                    keys.lastChange = change
                }
            }
            if rows.count < Self.rowsMax { return }
        }
    }

    /// Makes a change in one transaction and then reads it, with all others.
    @discardableResult
    private func change<Success: Sendable>(
        _ body: (inout PostgresConnection) throws(PostgresError) -> Success
    ) throws(VaultError) -> Success {
        try withSession { connection throws(PostgresError) in
            let success = try body(&connection)
            try self.readChanges(on: &connection)
            return success
        }
    }

    /// Runs `body` on the connection, again on a new one when it broke: every body here may be repeated.
    private func withSession<Success: Sendable>(
        _ body: (inout PostgresConnection) throws(PostgresError) -> Success
    ) throws(VaultError) -> Success {
        try session.withLock { kept throws(VaultError) in
            var attempts = 1
            while true {
                do throws(PostgresError) {
                    return try kept.use(connecting, body)
                } catch {
                    guard error.endsConnection, attempts < Self.attemptsMax else {
                        throw .database(DatabaseFailure(error))
                    }
                    attempts += 1
                }
            }
        }
    }
}
