import Crypto
import Events
import Foundation
import TestSupport
import Testing

@testable import Replay

@Suite struct `The format of a backup` {
    @Test func `compresses as zstd does`() throws {
        for count in [0, 1, 1_000, 300_000] {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 / 7) }
            let frame = try Zstandard.compress(bytes)
            #expect(try Zstandard.compress(bytes) == frame)
            #expect(try Zstandard.decompress(frame, count: count) == bytes)
            #expect(throws: ZstandardError.self) { try Zstandard.decompress(frame, count: count + 1) }
            guard count > 0 else { continue }
            #expect(throws: ZstandardError.self) { try Zstandard.decompress(frame, count: count - 1) }
            #expect(throws: ZstandardError.self) { try Zstandard.decompress(frame.dropLast(), count: count) }
            var flipped = frame
            flipped[frame.count / 2] ^= 1
            #expect(throws: ZstandardError.self) { try Zstandard.decompress(flipped, count: count) }
        }
    }

    @Test func `seals the same content to the same bytes, and opens it in its own place only`() throws {
        let cipher = try #require(BackupCipher(BackupSite.cipherText))
        let other = try #require(BackupCipher(Base64URL.encode(repeatElement(8, count: 32))))
        for count in [0, 1, 64 << 10, (64 << 10) + 1, 200_000] {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
            let sealed = try cipher.seal(bytes, for: "a")
            #expect(try cipher.seal(bytes, for: "a") == sealed)
            #expect(try cipher.open(sealed, for: "a") == bytes)
            #expect(try cipher.seal(bytes, for: "b").prefix(16) != sealed.prefix(16))
            #expect(throws: SealedStreamError.self) { try cipher.open(sealed, for: "b") }
            #expect(throws: SealedStreamError.self) { try other.open(sealed, for: "a") }
            #expect(throws: SealedStreamError.self) { try cipher.open(sealed.dropLast(), for: "a") }
            var random = SeededGenerator(seed: UInt64(count))
            for _ in 0..<20 {
                var flipped = sealed
                flipped[Int.random(in: flipped.indices, using: &random)] ^= 1
                #expect(throws: SealedStreamError.self) { try cipher.open(flipped, for: "a") }
            }
        }
        for text in ["", "abc", Base64URL.encode(repeatElement(7, count: 31))] { #expect(BackupCipher(text) == nil) }
        #expect(
            BackupCipher("BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=\n") != nil,
            "openssl rand -base64 32 gives this form")
    }

    @Test func `merges chunks so that there are few, and no byte moves often`() throws {
        var random = SeededGenerator(seed: 11)
        for scale in [300, 5_000, 400_000] {
            var chunks: [Int] = []
            var moved = 0
            var total = 0
            while total < 64 << 20 {
                let bytes = Int.random(in: 1...scale, using: &random)
                let taken = ChunkPolicy.absorbed(chunks, by: bytes)
                let merged = bytes + chunks.suffix(taken).reduce(0, +)
                chunks = chunks.dropLast(taken) + [merged]
                moved += merged
                total += bytes
                #expect(chunks.count <= 56)
                #expect(chunks.reduce(0, +) == total)
            }
            #expect(moved < 9 * total, "\(scale): \(Double(moved) / Double(total))")
        }
        #expect(ChunkPolicy.absorbed([60 << 20], by: 600_000) == 0, "a large chunk is left alone")
    }

    @Test func `says the same after it was written and read`() async throws {
        let site = try BackupSite(segmentBytesMax: 3_000)
        let store = MemoryStore()
        try site.tell()
        try site.publish()
        site.stop()
        try await site.ship(to: store)
        let manifest = try site.manifest(in: store)
        let signer = NoteSigner(name: "localhost/essai/1/backup", key: site.signingKey)
        #expect(try ManifestNote.encode(manifest, signer: signer, key: nil) == store["manifest"])
        var secret = manifest
        secret.isEncrypted = true
        let sealed = try ManifestNote.encode(secret, signer: signer, key: site.cipher)
        #expect(try ManifestNote(sealed, trust: .anyOne, key: site.cipher).manifest == secret)
    }

    @Test func `is believed by the log's public key, under either name, or by what it names itself`() async throws {
        let site = try BackupSite()
        let store = MemoryStore()
        try site.tell(copies: 0)
        site.stop()
        try await site.ship(to: store)
        let bytes = try #require(store["manifest"])
        let ofLog = try NoteVerifier(site.signer.verifierKey)
        let ofBackup = try NoteVerifier(
            NoteSigner(name: "localhost/essai/1/backup", key: site.signingKey).verifierKey)
        for trust in [BackupTrust.key(ofLog), .key(ofBackup), .anyOne] {
            #expect(throws: Never.self) { _ = try ManifestNote(bytes, trust: trust, key: nil) }
        }
        let stranger = NoteSigner(name: "localhost/essai/1", key: .random()).verifier
        #expect(throws: BackupFault.self) { _ = try ManifestNote(bytes, trust: .key(stranger), key: nil) }
    }
}
