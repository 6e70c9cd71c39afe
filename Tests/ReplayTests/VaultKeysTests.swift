import Events
import Foundation
import Projections
import Replay
import Testing

@Suite struct `Vault and log, held against each other` {
    let folder: TemporaryFolder
    let master = MasterKey.random()
    let persons = (1...4).map { PersonID(high: 3, low: UInt64($0)) }

    init() throws { folder = try TemporaryFolder() }

    /// Everybody registered; those of `erased` were erased.
    private func accounts(erased: [PersonID]) -> Accounts {
        var events: [(PersonID, Event)] = persons.map { person in
            let registered = AccountRegistered(
                role: .eleve, emailHash: "", email: .hidden, passwordHash: .hidden, profile: .hidden, invitation: nil)
            return (person, .account(.registered(registered)))
        }
        events += erased.map { ($0, .person(.erased(PersonErased(cause: .person)))) }
        var accounts = Accounts()
        for (index, (person, event)) in events.enumerated() {
            accounts.apply(
                Fact(
                    position: LogPosition(UInt64(index + 1)), time: Timestamp(seconds: 0), actor: .anonymous,
                    subject: .account(person), idempotencyKey: nil, event: event))
        }
        return accounts
    }

    private func compare(
        keys: [PersonID], tombstones: [PersonID], erased: [PersonID]
    ) throws -> VaultKeys.Comparison {
        do {
            let vault = try VaultFile(path: folder.path + "/vault", masterKey: master, files: POSIXFiles())
            for person in keys { try vault.makeKey(for: person) }
            for person in tombstones { try vault.erase(person) }
        }
        return try VaultKeys.compare(
            with: accounts(erased: erased), dataDirectory: folder.path, masterKey: master)
    }

    @Test func `agree when everybody with an account has a key`() throws {
        let stranger = PersonID(high: 4, low: 4)
        let found = try compare(keys: persons + [stranger], tombstones: [persons[3]], erased: [persons[3]])
        #expect((found.keys, found.erased) == (4, 1))
        #expect((found.missing, found.unrecorded, found.returned) == (0, 0, 0))
    }

    @Test func `tell who is missing, who is not recorded, and who came back`() throws {
        let found = try compare(
            keys: [persons[0], persons[1]], tombstones: [persons[1]], erased: [persons[0], persons[3]])
        // The first came back, the second is not recorded, the third has nothing, the fourth is gone in both.
        #expect((found.missing, found.unrecorded, found.returned) == (1, 1, 1))
    }
}
