import Crypto
import Events
import Foundation
import S3
import Testing

@testable import API

/// What every store does; a new one enrols in `BlobPlace`.
@Suite struct `Storing a blob` {
    private func body(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
        var generator = SplitMixGenerator(seed: seed &+ UInt64(count))
        return (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
    }

    @Test(arguments: BlobPlace.available, [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000])
    func `in any pieces gives it back whole`(place: BlobPlace, count: Int) async throws {
        let rig = try BlobRig(place)
        let body = body(count)
        var generator = SplitMixGenerator(seed: UInt64(count))
        let upload = try await rig.store.begin(for: rig.owner, bytesMax: count)
        var start = 0
        while start < count {
            let end = min(count, start + Int.random(in: 1...90_000, using: &generator))
            try await upload.write(Array(body[start..<end]))
            start = end
        }
        let stored = try await upload.commit()

        #expect(stored.byteCount == count)
        #expect(stored.sha256 == SHA256.hash(data: body).hexadecimal)
        #expect(try await rig.store.bytes(of: stored.address, owner: rig.owner, bytesMax: count) == body)
        #expect(try await rig.store.holds(stored.address))
        let sealed = try #require(try await rig.sealed(stored.address))
        #expect(BlobAddress(digest: SHA256.hash(data: sealed)) == stored.address)
    }

    @Test(arguments: BlobPlace.available)
    func `larger than a part of an upload works too`(place: BlobPlace) async throws {
        let rig = try BlobRig(place)
        let body = body(2 * S3Bucket.partBytes + 12_345)
        let stored = try await rig.store.put(body, for: rig.owner)
        #expect(try await rig.store.bytes(of: stored.address, owner: rig.owner, bytesMax: body.count) == body)
        let target = try BlobTestFolder()
        let size = try await rig.store.copy(
            stored.address, owner: rig.owner, to: target.path + "/copie", bytesMax: body.count)
        #expect(size == body.count)
        #expect(try target.files() == ["copie": body])
    }

    @Test(arguments: BlobPlace.available)
    func `lets it be looked at before it is stored`(place: BlobPlace) async throws {
        let rig = try BlobRig(place)
        let body = body(100_000)
        let upload = try await rig.store.begin(for: rig.owner, bytesMax: body.count)
        try await upload.write(body)
        let sealed = try await upload.seal()
        let target = try BlobTestFolder()
        try await upload.copy(to: target.path + "/copie")
        #expect(try target.files() == ["copie": body])
        #expect(try await !rig.store.holds(sealed.address))
        #expect(try await upload.seal() == sealed)
        #expect(try await upload.commit() == sealed)
        #expect(try await rig.store.holds(sealed.address))
        await upload.abort()
        #expect(try await rig.store.holds(sealed.address))
    }

    @Test(arguments: BlobPlace.available)
    func `copies it to a new file that only its owner may read`(place: BlobPlace) async throws {
        let rig = try BlobRig(place)
        let body = body(150_000)
        let stored = try await rig.store.put(body, for: rig.owner)
        let target = try BlobTestFolder()
        let size = try await rig.store.copy(
            stored.address, owner: rig.owner, to: target.path + "/copie", bytesMax: body.count)
        #expect(size == body.count)
        #expect(try target.files() == ["copie": body])
        #expect(try target.permissions(of: "copie") == 0o600)
    }

    @Test(arguments: BlobPlace.available)
    func `shows nothing of the body`(place: BlobPlace) async throws {
        let rig = try BlobRig(place)
        let body = Array(String(repeating: "Le dormeur du val. ", count: 500).utf8)
        let stored = try await rig.store.put(body, for: rig.owner)
        let sealed = try #require(try await rig.sealed(stored.address))
        #expect(sealed.firstRange(of: Array("dormeur".utf8)) == nil)
    }

    @Test(arguments: BlobPlace.available)
    func `notices a changed byte anywhere, and a missing end`(place: BlobPlace) async throws {
        let rig = try BlobRig(place)
        let stored = try await rig.store.put(body(70_000), for: rig.owner)
        let sealed = try #require(try await rig.sealed(stored.address))
        let target = try BlobTestFolder()
        let last = sealed.count - 1
        let changed = [0, 8, 15, 5_000, 65_550, 65_570, last].map { index in
            var changed = sealed
            changed[index] ^= 1
            return changed
        }
        let cut = [0, 10, 15, 40_000, 65_567, last].map { Array(sealed.prefix($0)) }
        for bytes in changed + cut {
            try await rig.overwrite(stored.address, bytes)
            await #expect(throws: BlobError.damaged) {
                try await rig.store.bytes(of: stored.address, owner: rig.owner, bytesMax: 70_000)
            }
            await #expect(throws: BlobError.damaged) {
                try await rig.store.copy(
                    stored.address, owner: rig.owner, to: target.path + "/copie", bytesMax: 70_000)
            }
        }
        #expect(try target.files().isEmpty)
    }

    @Test(arguments: BlobPlace.available)
    func `opens it for nobody else`(place: BlobPlace) async throws {
        let rig = try BlobRig(place)
        let stored = try await rig.store.put(body(70_000), for: rig.owner)
        let other = rig.keys.newPerson()
        await #expect(throws: BlobError.otherKey) {
            try await rig.store.bytes(of: stored.address, owner: other, bytesMax: 70_000)
        }
        rig.keys.renew(rig.owner)
        await #expect(throws: BlobError.otherKey) {
            try await rig.store.bytes(of: stored.address, owner: rig.owner, bytesMax: 70_000)
        }
        rig.keys.destroy(rig.owner)
        await #expect(throws: BlobError.noKey) {
            try await rig.store.bytes(of: stored.address, owner: rig.owner, bytesMax: 70_000)
        }
        await #expect(throws: BlobError.noKey) { try await rig.store.put([1], for: rig.owner) }
    }

    @Test(arguments: BlobPlace.available)
    func `leaves nothing of a body above the limit, written or read`(place: BlobPlace) async throws {
        let rig = try BlobRig(place)
        let upload = try await rig.store.begin(for: rig.owner, bytesMax: 100_000)
        try await upload.write(body(90_000))
        await #expect(throws: BlobError.tooLarge(bytesMax: 100_000)) { try await upload.write(body(10_001)) }
        await #expect(throws: BlobError.tooLarge(bytesMax: 100_000)) { try await upload.commit() }
        #expect(try rig.scratch.files().isEmpty)

        let stored = try await rig.store.put(body(100_000), for: rig.owner)
        let target = try BlobTestFolder()
        await #expect(throws: BlobError.tooLarge(bytesMax: 99_999)) {
            try await rig.store.copy(
                stored.address, owner: rig.owner, to: target.path + "/copie", bytesMax: 99_999)
        }
        #expect(try target.files().isEmpty)
    }

    @Test(arguments: BlobPlace.available)
    func `leaves nothing of an upload that is aborted or let go, sealed or not`(place: BlobPlace) async throws {
        let rig = try BlobRig(place)
        let upload = try await rig.store.begin(for: rig.owner, bytesMax: 1_000)
        try await upload.write(body(500))
        await upload.abort()
        await upload.abort()
        for isSealed in [false, true] {
            let forgotten = try await rig.store.begin(for: rig.owner, bytesMax: 1_000)
            try await forgotten.write(body(500))
            if isSealed { _ = try await forgotten.seal() }
        }
        #expect(try rig.scratch.files().isEmpty)
        #expect(try await rig.store.list(after: nil, limit: 10).isEmpty)
    }

    @Test(arguments: BlobPlace.available)
    func `does not find what is not there`(place: BlobPlace) async throws {
        let rig = try BlobRig(place)
        let address = BlobAddress(digest: SHA256.hash(data: Data()))
        await #expect(throws: BlobError.notFound) {
            try await rig.store.bytes(of: address, owner: rig.owner, bytesMax: 1)
        }
        #expect(try await !rig.store.holds(address))
        try await rig.store.remove(address)
        #expect(BlobAddress("../../../etc/passwd") == nil)
        #expect(BlobAddress(address.text.uppercased()) == nil)
        #expect(BlobAddress(address.text + "0") == nil)
    }

    @Test(arguments: BlobPlace.available)
    func `lists in pages and without what was removed`(place: BlobPlace) async throws {
        let rig = try BlobRig(place)
        var addresses: [BlobAddress] = []
        for index in 0..<25 {
            addresses.append(try await rig.store.put(body(index), for: rig.owner).address)
        }
        let removed = addresses.removeFirst()
        try await rig.store.remove(removed)
        #expect(try await !rig.store.holds(removed))
        var listed: [BlobEntry] = []
        while case let page = try await rig.store.list(after: listed.last?.address, limit: 7), !page.isEmpty {
            listed += page
        }
        #expect(listed.map(\.address) == addresses.sorted())
        #expect(listed.allSatisfy { $0.sealedByteCount >= 31 })
        let age = SystemClock.real.now.seconds(since: listed[0].modified)
        #expect(abs(age) < 60, "written \(age) s ago")
    }

    @Test(arguments: BlobPlace.available)
    func `ends with a sweep: erased ones go, young ones stay`(place: BlobPlace) async throws {
        let rig = try BlobRig(place)
        let named = try await rig.store.put(body(10), for: rig.owner).address
        let erased = try await rig.store.put(body(11), for: rig.owner).address
        let young = try await rig.store.put(body(12), for: rig.owner).address
        let now = SystemClock.real.now
        let sweep = try await rig.store.sweep(
            known: [named.text], erased: [erased.text], now: now)
        #expect(sweep == BlobSweep(leftovers: 0, erased: 1, orphans: []))
        let later = try await rig.store.sweep(
            known: [named.text], erased: [], now: now.adding(seconds: BlobSweep.orphanAgeSeconds + 60))
        #expect(later.orphans == [young])
        #expect(try await rig.store.list(after: nil, limit: 10).map(\.address) == [named, young].sorted())
    }
}
