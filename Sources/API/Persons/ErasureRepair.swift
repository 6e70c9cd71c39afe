import Events
import Projections

/// Makes vault and log agree on who was erased, whatever came between: a crash, a restored log, a restored vault.
struct ErasureRepair: Sendable {
    static let actor = Actor.system("server")
    /// How many erasures are recorded by one command.
    private static let personsAtOnce = 1_000

    let vault: any Vault
    let store: StateStore
    let writer: Writer

    /// Destroys the keys of those whom the log calls erased: an older copy of the vault was put back. Returns how many there
    /// were.
    ///
    /// - Throws: `VaultError`.
    func destroyReturnedKeys() throws(VaultError) -> Int {
        let returned = store.current.accounts.erasedPersons.filter { vault.isKnown($0) && !vault.isErased($0) }
        for person in returned { try vault.erase(person) }
        return returned.count
    }

    /// Records the erasure of those whose key is destroyed and who still have an account: a crash came before the record, or an
    /// older log was put back. Returns how many there were.
    ///
    /// - Throws: `WriterError`.
    func recordErasures() async throws(WriterError) -> Int {
        let accounts = store.current.accounts
        var persons = vault.erased.filter { accounts[$0] != nil }[...]
        let count = persons.count
        while !persons.isEmpty {
            let command = EraseTogether(persons: Array(persons.prefix(Self.personsAtOnce)))
            _ = try await writer.submit(command, as: Self.actor, context: RecordContext(), key: nil)
            persons = persons.dropFirst(Self.personsAtOnce)
        }
        return count
    }

    /// Why they were erased is not known any more; the actor says that it is made up for.
    private struct EraseTogether: Command {
        let persons: [PersonID]

        func decide(in state: ReadModels, at now: Timestamp) throws(Rejection) -> [NewFact] {
            var facts: [NewFact] = []
            for person in persons {
                facts += try ErasePerson(person: person, cause: .operator).decide(in: state, at: now)
            }
            return facts
        }
    }
}
