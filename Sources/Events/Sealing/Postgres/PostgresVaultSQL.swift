import Postgres

/// The statements of the vault in Postgres.
enum PostgresVaultSQL {
    static let probe: PostgresStatement = "SELECT sealed FROM eventlog.vault_probe"

    static func keep(probe: [UInt8]) -> PostgresStatement {
        PostgresStatement(
            "INSERT INTO eventlog.vault_probe (sealed) VALUES ($1) ON CONFLICT DO NOTHING", [.bytes(probe)])
    }

    /// What changed after `change`, oldest first.
    static func changes(after change: Int64, rowsMax: Int) -> PostgresStatement {
        PostgresStatement(
            "SELECT person, wrapped, change FROM eventlog.vault WHERE change > $1 ORDER BY change LIMIT $2",
            [.int(change), .int(Int64(rowsMax))])
    }

    /// Adds a key, unless the person has one or was erased; and then what is there.
    static func make(_ person: PersonID, _ wrapped: [UInt8]) -> [PostgresStatement] {
        let id = PostgresValue.uuid(high: person.high, low: person.low)
        return [
            PostgresStatement(
                "INSERT INTO eventlog.vault (person, wrapped) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                [id, .bytes(wrapped)]),
            PostgresStatement("SELECT wrapped FROM eventlog.vault WHERE person = $1", [id]),
        ]
    }

    static func erase(_ person: PersonID) -> PostgresStatement {
        PostgresStatement(
            """
            INSERT INTO eventlog.vault AS v (person, wrapped) VALUES ($1, NULL)
            ON CONFLICT (person) DO UPDATE SET wrapped = NULL, change = excluded.change WHERE v.wrapped IS NOT NULL
            """, [.uuid(high: person.high, low: person.low)])
    }
}
