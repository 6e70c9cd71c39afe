import Events
import Foundation
import TestSupport
import Testing

@testable import Replay

/// Nothing that is not what was shipped is ever restored: it is named, refused, and nothing appears.
@Suite struct `A damaged backup` {
    private let site: BackupSite
    private let store = MemoryStore()

    init() throws { site = try BackupSite(segmentBytesMax: 1_500) }

    private func ship(cipher: BackupCipher? = nil) async throws {
        try site.tell()
        try site.publish()
        site.stop()
        try await site.ship(to: store, cipher: cipher)
    }

    /// The objects that a drill reads: everything but chunks that were merged.
    private func named(_ cipher: BackupCipher? = nil) throws -> [String] {
        let manifest = try site.manifest(in: store, cipher: cipher)
        let pieces = Set(manifest.segments.flatMap { $0.pieces.map(\.key) })
        // The static checkpoint is for others; restores use the one in the manifest.
        return store.all.keys.filter { !$0.hasPrefix("tails/") || pieces.contains($0) }
            .filter { !$0.hasPrefix("checkpoint") }.sorted()
    }

    @Test(arguments: [false, true])
    func `is refused with the name of the object in which a bit flipped`(isEncrypted: Bool) async throws {
        let cipher = isEncrypted ? try site.cipher : nil
        try await ship(cipher: cipher)
        var random = SeededGenerator(seed: 20_260_101)
        let keys = try named(cipher)
        #expect(keys.count > 8)
        for prefix in ["segments/", "tails/", "blobs/", "vault/", "tiles/", "manifest"] {
            #expect(keys.contains { $0.hasPrefix(prefix) }, "\(prefix)")
        }
        for key in keys {
            let whole = try #require(store[key])
            for _ in 0..<4 {
                var bytes = whole
                bytes[Int.random(in: bytes.indices, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                store[key] = bytes
                try await expectRefusal(naming: key, cipher)
            }
            store[key] = Array(whole.dropLast())
            try await expectRefusal(naming: key, cipher)
            store[key] = nil
            if key != "manifest" { try await expectRefusal(naming: key, cipher) }
            store[key] = whole
        }
        _ = try await site.restore(from: store, cipher: cipher)
    }

    private func expectRefusal(naming key: String, _ cipher: BackupCipher?) async throws {
        // What an earlier attempt has verified is not read again.
        try? FileManager.default.removeItem(atPath: site.folder.path + "/.restored.restoring")
        do {
            _ = try await site.restore(from: store, cipher: cipher)
            Issue.record("damage in \(key) went unnoticed")
            _ = try site.takeRestored()
        } catch {
            let failure = ReplayFailure(error)
            #expect(failure.message.contains(key) || key == "manifest", "\(key): \(failure.message)")
            #expect([.badData, .configuration].contains(failure.status), "\(key): \(failure.status)")
        }
        #expect(!FileManager.default.fileExists(atPath: site.into), "\(key)")
    }

    @Test func `is refused when objects changed places`() async throws {
        try await ship()
        for prefix in ["segments/", "blobs/", "tiles/0"] {
            let keys = try named().filter { $0.hasPrefix(prefix) }
            guard keys.count > 1 else { continue }
            (store[keys[0]], store[keys[1]]) = (store[keys[1]], store[keys[0]])
            try await expectRefusal(naming: prefix, nil)
            (store[keys[0]], store[keys[1]]) = (store[keys[1]], store[keys[0]])
        }
        _ = try await site.restore(from: store)
    }

    @Test func `is refused when its manifest is not signed, or by somebody else, or was edited and signed anew`()
        async throws
    {
        try await ship()
        let manifest = try site.manifest(in: store)
        let text = String(decoding: try #require(store["manifest"]), as: UTF8.self)
        let stranger = NoteSigner(
            name: "localhost/essai/1/backup",
            key: try #require(SigningKey(Base64URL.encode(repeatElement(3, count: 32)))))
        let unsigned = text.components(separatedBy: "\n\n")[0] + "\n\n"
        let bySomebody = try ManifestNote.encode(manifest, signer: stranger, key: nil)
        for bytes in [Array(unsigned.utf8), bySomebody, Array("{}".utf8)] {
            store["manifest"] = bytes
            try await expectRefusal(naming: "manifest", nil)
        }
        // The holder of the key can sign nonsense; it is nonsense all the same.
        let signer = NoteSigner(name: "localhost/essai/1/backup", key: site.signingKey)
        for (note, edit) in edits {
            var edited = manifest
            edit(&edited)
            store["manifest"] = try ManifestNote.encode(edited, signer: signer, key: nil)
            do {
                _ = try await site.restore(from: store)
                Issue.record("\(note) went unnoticed")
            } catch {
                #expect(ReplayFailure(error).status == .badData, "\(note)")
            }
        }
    }

    private var edits: [(String, (inout BackupManifest) -> Void)] {
        [
            ("a missing segment", { $0.segments.remove(at: 1) }),
            ("a segment twice", { $0.segments.insert($0.segments[1], at: 1) }),
            ("segments swapped", { $0.segments.swapAt(0, 1) }),
            ("the last piece left out", { $0.segments.removeLast() }),
            ("a later format", { $0.format = 2 }),
            (
                "another root",
                { manifest in
                    let head = manifest.head
                    manifest.head = .init(position: head.position, time: head.time, leaf: head.leaf, root: head.leaf)
                }
            ),
        ]
    }

    @Test func `is refused with an old part of the vault, in which an erased person still has a key`() async throws {
        try await ship()
        let old = store["vault/0000"]
        try site.log.open()
        try site.log.erase(SampleFact.ana)
        site.stop()
        try await site.ship(to: store)
        let new = store["vault/0000"]
        #expect(new != old)
        store["vault/0000"] = old
        try await expectRefusal(naming: "vault/0000", nil)
        store["vault/0000"] = new
        _ = try await site.restore(from: store)
    }

    @Test func `is mended from a second one`() async throws {
        try await ship()
        let spare = store.copy()
        _ = try await site.restore(from: store)
        let expected = try site.takeRestored()
        for key in try named() where !key.hasPrefix("tiles/") && key != "manifest" {
            let whole = store[key]
            store[key] = whole.map { $0.map { $0 ^ 0xFF } }
            _ = try await site.restore(from: store, spare: spare)
            #expect(try site.takeRestored() == expected, "\(key)")
            store[key] = whole
        }
    }

    @Test func `is mended from one that cut its chunks elsewhere, and is encrypted`() async throws {
        try site.tell()
        site.stop()
        let (spare, cipher) = (MemoryStore(), try site.cipher)
        let other = try site.shipping(to: spare, cipher: cipher, target: "autre")
        _ = try await other.once { _ in }
        try site.log.open()
        try site.tell(copies: 1, figures: 1)
        site.stop()
        try await site.ship(to: store)
        _ = try await other.once { _ in }
        _ = try await site.restore(from: store)
        let expected = try site.takeRestored()
        for key in try named() where key.hasPrefix("tails/") || key.hasPrefix("segments/") {
            let whole = store[key]
            store[key] = nil
            _ = try await site.restore(from: store, spare: spare, cipher: cipher)
            #expect(try site.takeRestored() == expected, "\(key)")
            store[key] = whole
        }
    }

    @Test func `is not mended from one that is damaged in the same place`() async throws {
        try await ship()
        let key = try #require(try named().first { $0.hasPrefix("segments/") })
        store[key]?[40] ^= 1
        let spare = store.copy()
        do {
            _ = try await site.restore(from: store, spare: spare)
            Issue.record("went unnoticed")
        } catch { #expect(ReplayFailure(error).message.contains(key)) }
    }

    @Test func `needs its key when it is encrypted, and the right one`() async throws {
        try await ship(cipher: try site.cipher)
        let other = try #require(BackupCipher(Base64URL.encode(repeatElement(8, count: 32))))
        for (cipher, expected) in [(nil, BackupFault.noKey), (other, .wrongKey)] {
            let error = await #expect(throws: BackupFault.self) {
                _ = try await site.restore(from: store, cipher: cipher)
            }
            #expect(error == expected)
        }
    }
}
