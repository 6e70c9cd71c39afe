import Events
import Foundation
import Testing

@testable import Replay

@Suite struct `Vault and files in a backup` {
    private let site: BackupSite
    private let store = MemoryStore()

    init() throws {
        site = try BackupSite()
        try site.tell()
        site.stop()
    }

    @Test func `hold the vault as it is now, and no key that was destroyed`() async throws {
        let keyOfAna = try slot(of: SampleFact.ana)
        try await site.ship(to: store)
        #expect(contains(keyOfAna))
        try site.log.erase(SampleFact.ana)
        let report = try await site.ship(to: store)
        #expect(report.manifests == 1)
        #expect(!contains(keyOfAna))
    }

    @Test func `have the key of everybody in the log, also when persons register meanwhile`() async throws {
        try await site.ship(to: store)
        try site.log.open()
        for low in 10..<20 {
            let person = PersonID(high: 0xA, low: UInt64(low))
            try site.log.makeKey(for: person)
            try site.log.commit(.registered(person))
        }
        site.stop()
        try await site.ship(to: store)
        _ = try await site.restore(from: store)
        let vault = try VaultFile(
            path: site.into + "/.data/vault", masterKey: try site.log.masterKey, files: POSIXFiles())
        #expect(vault.counts.keys == 11)
    }

    @Test func `are put once; what is missing is named, does not hold up the log, and is shipped when it is back`()
        async throws
    {
        try site.log.open()
        let blob = try site.handIn(of: SampleFact.ana)
        site.stop()
        let path = site.log.dataDirectory + "/" + BlobReference(address: blob, owner: nil).path
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        try FileManager.default.removeItem(atPath: path)
        let report = try await site.ship(to: store)
        #expect(report.missingBlobs == [blob.description])
        #expect(report.position == (try site.log.reader.head.position))
        // Damaged is as good as missing.
        try Data([1, 2, 3]).write(to: URL(fileURLWithPath: path))
        try site.log.open()
        try site.log.commit(.vital(1))
        site.stop()
        #expect(try await site.ship(to: store).missingBlobs == [blob.description])
        let restored = try await site.restore(from: store)
        #expect(restored.missingBlobs == [blob.description])
        _ = try site.takeRestored()
        try bytes.write(to: URL(fileURLWithPath: path))
        try site.log.open()
        try site.log.commit(.vital(1))
        site.stop()
        #expect(try await site.ship(to: store).missingBlobs == [])
        #expect(try await site.restore(from: store).missingBlobs == [])
    }

    @Test func `are encrypted but for what is sealed already, and a backup does not change its mind`() async throws {
        try site.publish()
        let cipher = try site.cipher
        try await site.ship(to: store, cipher: cipher)
        for (key, bytes) in store.all where !key.hasPrefix("blobs/") && key != "manifest" {
            #expect(key.hasSuffix(".enc"))
            #expect(bytes[16..<24].elementsEqual("EAFSEAL1".utf8), "\(key)")
        }
        let manifest = String(decoding: try #require(store["manifest"]), as: UTF8.self)
        for word in ["segments", "position", "vault", "essai/1\""] { #expect(!manifest.contains(word), "\(word)") }
        let noKey = await #expect(throws: BackupFault.self) { try await site.ship(to: store) }
        #expect(noKey == .noKey)
        try site.forgetState()
        let plain = MemoryStore()
        try await site.ship(to: plain)
        let error = await #expect(throws: BackupFault.self) { try await site.ship(to: plain, cipher: cipher) }
        guard case .notEncrypted = error else { Issue.record("\(error as Any)"); return }
    }

    @Test func `carry one snapshot a day, and list it for two weeks`() async throws {
        let folder = site.log.dataDirectory + "/snapshots"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        func write(_ position: UInt64) throws {
            try Data([UInt8](repeating: UInt8(position), count: 99)).write(
                to: URL(fileURLWithPath: "\(folder)/\(LogPosition(position).padded).snapshot"))
        }
        try write(3)
        try await site.ship(to: store)
        try write(5)
        try await site.ship(to: store)
        #expect(try site.manifest(in: store).snapshots.map(\.position.rawValue) == [3])
        site.now = site.now.adding(seconds: 86_400)
        try await site.ship(to: store)
        #expect(try site.manifest(in: store).snapshots.map(\.position.rawValue) == [3, 5])
        let report = try await site.restore(from: store)
        #expect(report.plan.snapshot == LogPosition(5))
        #expect(try site.takeRestored()[".data/snapshots/0000000000000005.snapshot"]?.count == 99)
        let cut = site.options(.replay(.position(LogPosition(4))))
        #expect(try await site.restore(from: store, options: cut).plan.snapshot == LogPosition(3))
        _ = try site.takeRestored()
        site.now = site.now.adding(seconds: 14 * 86_400)
        try site.log.open()
        try site.log.commit(.vital(1))
        site.stop()
        try await site.ship(to: store)
        #expect(try site.manifest(in: store).snapshots.map(\.position.rawValue) == [5])
    }

    private func slot(of person: PersonID) throws -> [UInt8] {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: site.log.dataDirectory + "/vault")))
        return Array(bytes[VaultImage.slotBytes + 17..<VaultImage.slotBytes + 77])
    }

    /// Whether any object holds the bytes, as they are or in the base 64 of a part of the vault.
    private func contains(_ bytes: [UInt8]) -> Bool {
        store.all.contains { key, object in
            if object.indices.contains(where: { object[$0...].starts(with: bytes) }) { return true }
            guard key.hasPrefix("vault/"), let line = object.split(separator: 0x0A).first,
                let part = try? JSONDecoder().decode(VaultPart.self, from: Data(line))
            else { return false }
            return part.slots.indices.contains { part.slots[$0...].starts(with: bytes) }
        }
    }
}
