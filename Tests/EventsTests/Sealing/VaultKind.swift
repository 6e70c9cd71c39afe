import PostgresTestSupport
import Testing

@testable import Events

/// One way to keep a vault. A new one enrols in `Every vault` with one line in `all`.
struct VaultKind: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Opens the vault that belongs to a folder.
    let open: @Sendable (TemporaryFolder, MasterKey) throws -> any CountedVault

    static let all: [VaultKind] =
        [
            VaultKind(testDescription: "file") { folder, master in
                try VaultFile(path: folder.path + "/vault", masterKey: master, files: FaultyFiles())
            }
        ]
        + (TestServer.isThere ? [postgres("Postgres", .main), postgres("Postgres behind pgbouncer", .bouncer)] : [])

    private static func postgres(_ name: String, _ server: TestServer) -> VaultKind {
        VaultKind(testDescription: name) { folder, master in
            let database = "vault_" + folder.path.suffix(36).lowercased().replacing("-", with: "")
            try TestDatabase.make(database, on: .main)
            try PostgresMigrations(url: TestServer.main.url(of: database)).run(dryRun: false)
            return try PostgresVault(url: server.url(of: database), masterKey: master)
        }
    }
}

/// A vault that says how much it holds.
protocol CountedVault: Vault {
    var counts: (keys: Int, erased: Int) { get }
}

extension VaultFile: CountedVault {}
extension PostgresVault: CountedVault {}
