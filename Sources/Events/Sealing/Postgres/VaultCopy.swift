import Postgres

/// Copies a vault between its two places, a file and a database: the keys stay wrapped as they are.
///
/// Who was erased in either place is erased in the copy; a person who has another key there is an error.
public struct VaultCopy: Sendable {
    private static let rowsMax = 500
    private static let answerMax = Duration.seconds(60)
    private static let limits = PostgresTransactionLimits(
        statement: .seconds(60), lock: .seconds(10), idle: .seconds(60))

    private let connecting: PostgresConfiguration

    /// A copy from or into the database that `url` leads to; the schema must be there.
    public init(url: String) {
        connecting = PostgresConfiguration(url: url, applicationName: "eaf vault", connectSecondsMax: 5)
    }

    /// Copies a file's slots into the database, in one transaction.
    ///
    /// - Parameter masterKey: must open both when it is given; needed when the database has a vault already.
    /// - Returns: how many persons were in the file.
    /// - Throws: `VaultError`; nothing was changed then.
    public func load(_ bytes: [UInt8], masterKey: MasterKey?) throws(VaultError) -> Int {
        let (probe, slots) = try Self.parse(bytes)
        let wrapping = masterKey.map { KeyWrapping($0) }
        if let wrapping, !wrapping.opensProbe(probe) { throw .wrongMasterKey }
        return try asking { connection throws(PostgresError) -> Result<Int, VaultError> in
            try connection.pipeline(
                [PostgresSQL.begin, Self.limits.setting, PostgresSQL.lockVault, PostgresVaultSQL.keep(probe: probe)],
                within: Self.answerMax)
            let kept = try connection.query(PostgresVaultSQL.probe, within: Self.answerMax).bytes(0, 0) ?? []
            // Sealed anew each time: only the master key tells whether it is the same vault's.
            guard kept == probe || wrapping?.opensProbe(kept) == true else { return .failure(.wrongMasterKey) }
            var rest = slots[...]
            while !rest.isEmpty {
                let part = rest.prefix(Self.rowsMax)
                rest = rest.dropFirst(Self.rowsMax)
                if let failure = try Self.add(Array(part), on: &connection) { return .failure(failure) }
            }
            try connection.query(PostgresSQL.commit, within: Self.answerMax)
            return .success(slots.count)
        }
    }

    private static func add(
        _ slots: [VaultSlot], on connection: inout PostgresConnection
    ) throws(PostgresError) -> VaultError? {
        let statements = slots.flatMap { slot in
            slot.wrapped.map { PostgresVaultSQL.make(slot.person, $0) } ?? [PostgresVaultSQL.erase(slot.person)]
        }
        let answers = try connection.pipeline(statements, within: answerMax)
        var index = 0
        for slot in slots {
            guard let wrapped = slot.wrapped else {
                index += 1
                continue
            }
            // A tombstone stays one.
            if let found = answers[index + 1].bytes(0, 0), found != wrapped { return .exists }
            index += 2
        }
        return nil
    }

    /// The bytes of a vault in a file that holds what the database does. Slots of `before` keep their places, so that what did not
    /// change is the same in both.
    ///
    /// - Throws: `VaultError`; `.damaged` when `before` has somebody of whom the database knows nothing.
    public func bytes(after before: [UInt8]?) throws(VaultError) -> [UInt8] {
        let old = try before.map { bytes throws(VaultError) in try Self.parse(bytes) }
        let (probe, rows) = try asking { connection throws(PostgresError) in
            .success(try Self.read(on: &connection))
        }
        guard let probe = old?.probe ?? probe else { throw .damaged(slot: 0) }
        var wrapped: [PersonID: [UInt8]?] = [:]
        for row in rows { wrapped.updateValue(row.wrapped, forKey: row.person) }
        var bytes = VaultFile.magic + probe
        bytes += [UInt8](repeating: 0, count: VaultSlot.byteCount - bytes.count)
        var known: Set<PersonID> = []
        for (place, slot) in (old?.slots ?? []).enumerated() {
            guard let now = wrapped[slot.person] else { throw .damaged(slot: place + 1) }
            known.insert(slot.person)
            bytes += VaultSlot(person: slot.person, wrapped: now).encoded
        }
        for row in rows where !known.contains(row.person) { bytes += row.encoded }
        return bytes
    }

    private static func read(
        on connection: inout PostgresConnection
    ) throws(PostgresError) -> (probe: [UInt8]?, rows: [VaultSlot]) {
        let probe = try connection.query(PostgresVaultSQL.probe, within: answerMax)
        var slots: [VaultSlot] = []
        var last: Int64 = 0
        while true {
            let rows = try connection.query(
                PostgresVaultSQL.changes(after: last, rowsMax: 20_000), within: answerMax)
            for row in 0..<rows.count {
                guard let id = rows.bytes(row, 0), id.count == 16, let change = rows.int(row, 2) else { continue }
                func half(_ range: Range<Int>) -> UInt64 { id[range].reduce(0) { $0 << 8 | UInt64($1) } }
                slots.append(
                    VaultSlot(
                        person: PersonID(high: half(0..<8), low: half(8..<16)), wrapped: rows.bytes(row, 1)))
                last = change
            }
            if rows.count < 20_000 { return (probe.count == 1 ? probe.bytes(0, 0) : nil, slots) }
        }
    }

    private static func parse(_ bytes: [UInt8]) throws(VaultError) -> (probe: [UInt8], slots: [VaultSlot]) {
        let image = try VaultImage(bytes)
        let start = VaultFile.magic.count
        var slots: [VaultSlot] = []
        for place in stride(from: VaultSlot.byteCount, to: image.byteCount, by: VaultSlot.byteCount) {
            guard let slot = VaultSlot(bytes[place..<place + VaultSlot.byteCount]) else {
                throw .damaged(slot: place / VaultSlot.byteCount)
            }
            slots.append(slot)
        }
        return (Array(bytes[start..<start + KeyWrapping.probeCount]), slots)
    }

    private func asking<Success: Sendable>(
        _ body: (inout PostgresConnection) throws(PostgresError) -> Result<Success, VaultError>
    ) throws(VaultError) -> Success {
        let outcome: Result<Success, VaultError>
        do throws(PostgresError) {
            var connection = try PostgresConnection.open(connecting)
            outcome = try body(&connection)
        } catch {
            throw .database(DatabaseFailure(error))
        }
        return try outcome.get()
    }
}
