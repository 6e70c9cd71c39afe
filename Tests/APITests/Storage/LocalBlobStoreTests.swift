import Crypto
import Events
import Foundation
import Testing

@testable import API

@Suite struct `Storing a blob in a folder` {
    private let scratch: BlobTestFolder
    private let keys = TestKeys()
    private let store: LocalBlobStore
    private let owner: PersonID

    init() throws {
        scratch = try BlobTestFolder()
        store = try LocalBlobStore(directory: scratch.path, keys: keys, files: POSIXFiles())
        owner = keys.newPerson()
    }

    private func body(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
        var generator = SplitMixGenerator(seed: seed &+ UInt64(count))
        return (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
    }

    @Test(arguments: [0, 1, 4_096, 65_535, 65_536, 65_537, 131_072, 200_000])
    func `what is put in any pieces comes back whole`(count: Int) async throws {
        let body = body(count)
        var generator = SplitMixGenerator(seed: UInt64(count))
        let upload = try await store.begin(for: owner, bytesMax: count)
        var start = 0
        while start < count {
            let end = min(count, start + Int.random(in: 1...90_000, using: &generator))
            try await upload.write(Array(body[start..<end]))
            start = end
        }
        let stored = try await upload.commit()

        #expect(stored.byteCount == count)
        #expect(stored.sha256 == BlobAddress.hexadecimal(SHA256.hash(data: body)))
        #expect(try await store.bytes(of: stored.address, owner: owner, bytesMax: count) == body)
        #expect(try await store.holds(stored.address))

        let name = "\(stored.address.prefix)/\(stored.address)"
        let files = try scratch.files()
        #expect(files.keys.sorted() == [name])
        #expect(BlobAddress(digest: SHA256.hash(data: files[name] ?? [])) == stored.address)
        #expect(try scratch.permissions(of: name) == 0o600)
    }

    @Test func `a body is copied to a new file that only its owner may read`() async throws {
        let body = body(150_000)
        let stored = try await store.put(body, for: owner)
        let target = try BlobTestFolder()
        let size = try await store.copy(
            stored.address, owner: owner, to: target.path + "/copie", bytesMax: body.count)
        #expect(size == body.count)
        #expect(try target.files() == ["copie": body])
        #expect(try target.permissions(of: "copie") == 0o600)
    }

    @Test func `the sealed file shows nothing of the body`() async throws {
        let body = Array(String(repeating: "Le dormeur du val. ", count: 500).utf8)
        _ = try await store.put(body, for: owner)
        for file in try scratch.files().values { #expect(file.firstRange(of: Array("dormeur".utf8)) == nil) }
    }

    @Test func `a changed byte anywhere is damage, and so is a missing end`() async throws {
        let stored = try await store.put(body(70_000), for: owner)
        let name = "\(stored.address.prefix)/\(stored.address)"
        let sealed = try #require(try scratch.files()[name])
        let target = try BlobTestFolder()
        let last = sealed.count - 1
        for index in [0, 8, 15, 5_000, 65_550, 65_570, last] {
            var changed = sealed
            changed[index] ^= 1
            try scratch.write(changed, to: name)
            await #expect(throws: BlobError.damaged) {
                try await store.bytes(of: stored.address, owner: owner, bytesMax: 70_000)
            }
            await #expect(throws: BlobError.damaged) {
                try await store.copy(
                    stored.address, owner: owner, to: target.path + "/copie", bytesMax: 70_000)
            }
        }
        for count in [0, 10, 15, 40_000, 65_567, last] {
            try scratch.write(Array(sealed.prefix(count)), to: name)
            await #expect(throws: BlobError.damaged) {
                try await store.bytes(of: stored.address, owner: owner, bytesMax: 70_000)
            }
        }
        #expect(try target.files().isEmpty)
    }

    @Test func `a blob opens for nobody else`() async throws {
        let stored = try await store.put(body(70_000), for: owner)
        let other = keys.newPerson()
        await #expect(throws: BlobError.otherKey) {
            try await store.bytes(of: stored.address, owner: other, bytesMax: 70_000)
        }
        keys.renew(owner)
        await #expect(throws: BlobError.otherKey) {
            try await store.bytes(of: stored.address, owner: owner, bytesMax: 70_000)
        }
        keys.destroy(owner)
        await #expect(throws: BlobError.noKey) {
            try await store.bytes(of: stored.address, owner: owner, bytesMax: 70_000)
        }
        await #expect(throws: BlobError.noKey) { try await store.put([1], for: owner) }
    }

    @Test func `a body above the limit leaves nothing, written or read`() async throws {
        let upload = try await store.begin(for: owner, bytesMax: 100_000)
        try await upload.write(body(90_000))
        await #expect(throws: BlobError.tooLarge(bytesMax: 100_000)) { try await upload.write(body(10_001)) }
        await #expect(throws: BlobError.tooLarge(bytesMax: 100_000)) { try await upload.commit() }
        #expect(try scratch.files().isEmpty)

        let stored = try await store.put(body(100_000), for: owner)
        let target = try BlobTestFolder()
        await #expect(throws: BlobError.tooLarge(bytesMax: 99_999)) {
            try await store.copy(stored.address, owner: owner, to: target.path + "/copie", bytesMax: 99_999)
        }
        #expect(try target.files().isEmpty)
    }

    @Test func `an upload that is aborted or let go leaves nothing`() async throws {
        let upload = try await store.begin(for: owner, bytesMax: 1_000)
        try await upload.write(body(500))
        await upload.abort()
        await upload.abort()
        do {
            let forgotten = try await store.begin(for: owner, bytesMax: 1_000)
            try await forgotten.write(body(500))
        }
        #expect(try scratch.files().isEmpty)
    }

    @Test func `what is not there is not found, and an address cannot lead elsewhere`() async throws {
        let address = BlobAddress(digest: SHA256.hash(data: Data()))
        await #expect(throws: BlobError.notFound) {
            try await store.bytes(of: address, owner: owner, bytesMax: 1)
        }
        #expect(try await !store.holds(address))
        try await store.remove(address)
        #expect(BlobAddress("../../../etc/passwd") == nil)
        #expect(BlobAddress(address.text.uppercased()) == nil)
        #expect(BlobAddress(address.text + "0") == nil)
    }

    @Test func `a listing comes in pages and without what was removed`() async throws {
        var addresses: [BlobAddress] = []
        for index in 0..<25 { addresses.append(try await store.put(body(index), for: owner).address) }
        let removed = addresses.removeFirst()
        try await store.remove(removed)
        #expect(try await !store.holds(removed))
        var listed: [BlobEntry] = []
        while case let page = try await store.list(after: listed.last?.address, limit: 7), !page.isEmpty {
            listed += page
        }
        #expect(listed.map(\.address) == addresses.sorted())
        #expect(listed.allSatisfy { $0.sealedByteCount >= 31 })
    }
}
