import Glibc
import Testing

@testable import Events

@Suite struct `A vault whose file cannot be written` {
    static let faults: [FaultyFiles.Fault] = [
        .init(call: .write, nth: 1), .init(call: .write, nth: 1, effect: .half), .init(call: .syncData, nth: 1),
        .init(call: .write, nth: 1, code: ENOSPC, lasts: true), .init(call: .syncData, nth: 1, lasts: true),
    ]

    let folder: TemporaryFolder
    let files = FaultyFiles()
    let master = MasterKey.random()
    let ana = PersonID(high: 7, low: 1)
    let ben = PersonID(high: 7, low: 2)
    let eve = PersonID(high: 7, low: 3)

    init() throws { folder = try TemporaryFolder() }

    private func open(_ files: FaultyFiles) throws(VaultError) -> VaultFile {
        try VaultFile(path: folder.path + "/vault", masterKey: master, files: files)
    }

    private func isIO(_ body: () throws(VaultError) -> Void) -> Bool {
        do throws(VaultError) {
            try body()
            return false
        } catch {
            if case .io = error { return true }
            return false
        }
    }

    @Test(arguments: faults)
    func `gives no key that is not durable`(_ fault: FaultyFiles.Fault) throws {
        let vault = try open(files)
        try vault.makeKey(for: ana)
        files.arm(fault)
        #expect(isIO { () throws(VaultError) in try vault.makeKey(for: ben) })
        #expect(vault.key(for: ben) == nil)
        #expect(vault.key(for: ana) != nil)
        #expect(vault.counts == (1, 0))
        if fault.lasts { #expect(isIO { () throws(VaultError) in try vault.makeKey(for: eve) }) }
        files.heal()
        // The next key takes the place of the one that was not made.
        try vault.makeKey(for: eve)
        let again = try open(FaultyFiles())
        #expect(again.key(for: ana)?.bytes == vault.key(for: ana)?.bytes)
        #expect(again.key(for: eve)?.bytes == vault.key(for: eve)?.bytes)
        #expect(again.key(for: ben) == nil && again.counts == (2, 0))
        try vault.makeKey(for: ben)
        #expect(try open(FaultyFiles()).key(for: ben)?.bytes == vault.key(for: ben)?.bytes)
    }

    @Test(arguments: faults)
    func `does not call erased who may still be there`(_ fault: FaultyFiles.Fault) throws {
        let vault = try open(files)
        for person in [ana, ben] { try vault.makeKey(for: person) }
        files.arm(fault)
        #expect(isIO { () throws(VaultError) in try vault.erase(ana) })
        #expect(!vault.isErased(ana) && vault.key(for: ana) != nil)
        files.heal()
        try vault.erase(ana)
        #expect(vault.isErased(ana))
        let again = try open(FaultyFiles())
        #expect(again.isErased(ana) && again.key(for: ana) == nil && again.key(for: ben) != nil)
    }

    @Test func `is not made by halves`() throws {
        for call in [FaultyFiles.Call.open, .read, .status, .truncate, .write, .syncData, .syncDirectory] {
            let folder = try TemporaryFolder()
            let files = FaultyFiles()
            let path = folder.path + "/vault"
            files.arm(.init(call: call, nth: 1))
            #expect(throws: VaultError.self, "\(call)") { try VaultFile(path: path, masterKey: master, files: files) }
            #expect(files.openCount == 0, "\(call)")
            let vault = try VaultFile(path: path, masterKey: master, files: files)
            try vault.makeKey(for: ana)
            #expect(try VaultFile(path: path, masterKey: master, files: POSIXFiles()).key(for: ana) != nil, "\(call)")
        }
    }

    /// Negative control: a vault that hands out what it did not sync would be seen, because the bytes are gone.
    @Test func `would be noticed if it went on`() throws {
        let vault = try open(files)
        try vault.makeKey(for: ana)
        let durable = try folder.read("vault")
        try vault.makeKey(for: ben)
        // The sync that was answered too early: what was not yet on the device is lost.
        try folder.write(durable, to: "vault")
        let again = try open(FaultyFiles())
        #expect(vault.key(for: ben) != nil && again.key(for: ben) == nil)
    }
}
