import Testing

@testable import Events

/// What every vault must do, whatever it is kept in.
@Suite struct `Every vault` {
    let folder: TemporaryFolder
    let master = MasterKey.random()
    let persons = (1...5).map { PersonID(high: 7, low: UInt64($0)) }
    let stranger = PersonID(high: .max, low: 9)

    init() throws { folder = try TemporaryFolder() }

    @Test(arguments: VaultKind.all)
    func `keeps the keys it made, each another`(_ kind: VaultKind) throws {
        var keys: [[UInt8]?] = []
        do {
            let vault = try kind.open(folder, master)
            for person in persons {
                #expect(vault.key(for: person) == nil)
                try vault.makeKey(for: person)
            }
            keys = persons.map { vault.key(for: $0)?.bytes }
        }
        #expect(Set(keys.compactMap { $0 }).count == persons.count)
        let again = try kind.open(folder, master)
        #expect(persons.map { again.key(for: $0)?.bytes } == keys)
        #expect(again.counts == (5, 0))
        #expect(throws: VaultError.exists) { try again.makeKey(for: persons[0]) }
        #expect(again.key(for: persons[0])?.bytes == keys[0])
    }

    @Test(arguments: VaultKind.all)
    func `never gives a key again to an erased person`(_ kind: VaultKind) throws {
        for round in 0..<3 {
            let vault = try kind.open(folder, master)
            if round == 0 {
                for person in persons { try vault.makeKey(for: person) }
                try vault.erase(persons[1])
                try vault.erase(persons[1])
                try vault.erase(stranger)
            }
            for erased in [persons[1], stranger] {
                #expect(vault.isErased(erased) && vault.key(for: erased) == nil)
                #expect(throws: VaultError.erased) { try vault.makeKey(for: erased) }
                #expect(vault.key(for: erased) == nil)
            }
            #expect(!vault.isErased(persons[0]) && vault.key(for: persons[0]) != nil)
            #expect(!vault.isErased(PersonID(high: 8, low: 8)))
            #expect(vault.counts == (4, 2))
        }
    }

    @Test(arguments: VaultKind.all)
    func `does not open under another master key`(_ kind: VaultKind) throws {
        try kind.open(folder, master).makeKey(for: persons[0])
        #expect(throws: VaultError.wrongMasterKey) { try kind.open(folder, .random()) }
        #expect(try kind.open(folder, master).key(for: persons[0]) != nil)
    }
}
