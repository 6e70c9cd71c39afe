import Foundation
import Testing

@testable import Events

@Suite struct `The vault in a file` {
    let folder: TemporaryFolder
    let master = MasterKey.random()
    let persons = (1...5).map { PersonID(high: 7, low: UInt64($0)) }

    init() throws { folder = try TemporaryFolder() }

    private func open(_ files: FaultyFiles = FaultyFiles(), master: MasterKey? = nil) throws(VaultError) -> VaultFile
    {
        try VaultFile(path: folder.path + "/vault", masterKey: master ?? self.master, files: files)
    }

    private func bytes() throws -> [UInt8] { try folder.read("vault") }

    /// The slot that a person's key or tombstone is in, as it stands in the file.
    private func slot(_ index: Int, of bytes: [UInt8]) -> Range<Int> {
        (index + 1) * VaultSlot.byteCount..<(index + 2) * VaultSlot.byteCount
    }

    @Test func `keeps the keys it made`() throws {
        var keys: [[UInt8]?] = []
        do {
            let vault = try open()
            for person in persons {
                #expect(vault.key(for: person) == nil)
                try vault.makeKey(for: person)
            }
            keys = persons.map { vault.key(for: $0)?.bytes }
        }
        #expect(Set(keys.compactMap { $0 }).count == persons.count)
        let again = try open()
        #expect(persons.map { again.key(for: $0)?.bytes } == keys)
        #expect(again.counts == (5, 0))
        #expect(throws: VaultError.exists) { try again.makeKey(for: persons[0]) }
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + "/vault")
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test func `never gives a key again to an erased person`() throws {
        let stranger = PersonID(high: 9, low: 9)
        for round in 0..<3 {
            let vault = try open()
            if round == 0 {
                for person in persons { try vault.makeKey(for: person) }
                try vault.erase(persons[1])
                try vault.erase(persons[1])
                try vault.erase(stranger)
            }
            #expect(Set(vault.erased) == [persons[1], stranger])
            #expect(vault.isKnown(persons[0]) && !vault.isKnown(PersonID(high: 9, low: 8)))
            for erased in [persons[1], stranger] {
                #expect(vault.isErased(erased) && vault.isKnown(erased))
                #expect(vault.key(for: erased) == nil)
                #expect(throws: VaultError.erased) { try vault.makeKey(for: erased) }
            }
            #expect(!vault.isErased(persons[0]) && vault.key(for: persons[0]) != nil)
            #expect(vault.counts == (4, 2))
        }
    }

    @Test func `holds no byte of an erased key any more`() throws {
        let vault = try open()
        for person in persons { try vault.makeKey(for: person) }
        let before = try bytes()
        let wrapped = try #require(VaultSlot(before[slot(2, of: before)])?.wrapped)
        let plain = try #require(vault.key(for: persons[2])?.bytes)
        try vault.erase(persons[2])
        let after = try bytes()
        for start in stride(from: 0, to: wrapped.count - 8, by: 4) {
            #expect(before.firstRange(of: wrapped[start..<start + 8]) != nil)
            #expect(after.firstRange(of: wrapped[start..<start + 8]) == nil)
        }
        #expect(before.firstRange(of: plain) == nil && after.firstRange(of: plain) == nil)
        #expect(after.count == before.count)
        #expect(after[slot(2, of: after)].dropFirst(17).dropLast(4).allSatisfy { $0 == 0 })
    }

    @Test func `does not open under another master key`() throws {
        try open().makeKey(for: persons[0])
        let before = try bytes()
        #expect(throws: VaultError.wrongMasterKey) { try open(master: .random()) }
        #expect(try bytes() == before)
    }

    @Test func `drops a last slot that was cut short, or that the device never wrote`() throws {
        let vault = try open()
        for person in persons { try vault.makeKey(for: person) }
        let whole = try bytes()
        let kept = whole.dropLast(VaultSlot.byteCount)
        let tails =
            (1..<VaultSlot.byteCount).map { Array(whole.suffix(VaultSlot.byteCount).prefix($0)) }
            + [[UInt8](repeating: 0, count: VaultSlot.byteCount)]
        for tail in tails {
            try folder.write(kept + tail, to: "vault")
            let vault = try open()
            #expect(vault.counts == (4, 0), "\(tail.count) bytes")
            #expect(vault.key(for: persons[4]) == nil, "\(tail.count) bytes")
            try vault.makeKey(for: persons[4])
            #expect(try open().key(for: persons[4]) != nil, "\(tail.count) bytes")
        }
    }

    @Test func `is damaged when any bit of a slot flipped, the last one too`() throws {
        let vault = try open()
        for person in persons { try vault.makeKey(for: person) }
        try vault.erase(persons[4])
        let whole = try bytes()
        for index in persons.indices {
            for bit in 0..<VaultSlot.byteCount * 8 {
                var bad = whole
                bad[slot(index, of: bad).lowerBound + bit / 8] ^= 1 << UInt8(bit % 8)
                try folder.write(bad, to: "vault")
                #expect(throws: VaultError.damaged(slot: index + 1), "bit \(bit)") { try open() }
            }
        }
    }

    @Test func `is not made out of a file that is something else`() throws {
        for other in [Array(master.text.utf8), [UInt8](repeating: 0x41, count: 500), [0]] {
            try folder.write(other, to: "vault")
            let files = FaultyFiles()
            #expect(throws: VaultError.damaged(slot: 0)) { try open(files) }
            #expect(try bytes() == other)
            #expect(files.openCount == 0)
        }
        for begun in ["", "EAFV", "EAFVAULT1\nabc"] {
            try folder.write(Array(begun.utf8), to: "vault")
            #expect(try open().counts == (0, 0), "\(begun)")
        }
    }

    @Test func `does not open a key that was copied into another slot`() throws {
        let vault = try open()
        try vault.makeKey(for: persons[0])
        try vault.makeKey(for: persons[1])
        let whole = try bytes()
        let other = try #require(VaultSlot(whole[slot(0, of: whole)])?.wrapped)
        let forged = VaultSlot(person: persons[1], wrapped: other).encoded
        try folder.write(whole.dropLast(VaultSlot.byteCount) + forged, to: "vault")
        let again = try open()
        #expect(again.key(for: persons[0]) != nil && again.key(for: persons[1]) == nil)
    }
}
