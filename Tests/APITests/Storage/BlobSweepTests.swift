import Events
import Foundation
import Testing

@testable import API

@Suite struct `Sweeping a blob store` {
    private let scratch: BlobTestFolder
    private let keys = TestKeys()
    private let store: LocalBlobStore
    private let owner: PersonID
    private let now = SystemClock.real.now

    init() throws {
        scratch = try BlobTestFolder()
        store = try LocalBlobStore(directory: scratch.path, keys: keys, files: POSIXFiles())
        owner = keys.newPerson()
    }

    private func put(agedSeconds: Int) async throws -> BlobAddress {
        let address = try await store.put([UInt8](repeating: 7, count: 100), for: owner).address
        let date = Date(timeIntervalSince1970: Double(now.microseconds) / 1_000_000 - Double(agedSeconds))
        try scratch.age("\(address.prefix)/\(address)", to: date)
        return address
    }

    @Test func `what a crashed upload left is removed, a running upload is not`() async throws {
        try scratch.write([1, 2, 3], to: "\(UUID().uuidString).tmp")
        try scratch.write([], to: "\(UUID().uuidString).tmp")
        let running = try await store.begin(for: owner, bytesMax: 10)
        try await running.write([1, 2, 3])

        let sweep = try await store.sweep(known: [], erased: [], now: now)
        #expect(sweep == BlobSweep(leftovers: 2, orphans: []))
        let stored = try await running.commit()
        #expect(try await store.bytes(of: stored.address, owner: owner, bytesMax: 10) == [1, 2, 3])
    }

    @Test func `of a shared folder spares what another computer may still be writing, whose lock is not seen here`()
        async throws
    {
        let shared = try LocalBlobStore(
            directory: scratch.path, keys: keys, files: POSIXFiles(), isShared: true)
        let fresh = "\(UUID().uuidString).tmp"
        let old = "\(UUID().uuidString).tmp"
        // Nobody of this computer has them locked.
        for name in [fresh, old] { try scratch.write([1, 2, 3], to: name) }
        let age = Double(BlobSweep.leftoverAgeSeconds) + 60
        try scratch.age(old, to: Date(timeIntervalSinceNow: -age))
        let sweep = try await shared.sweep(known: [], erased: [], now: now)
        #expect(sweep == BlobSweep(leftovers: 1))
        #expect(try scratch.files().keys.sorted() == [fresh])
    }

    @Test func `only what no record names, and is old, is an orphan, which is told and left`() async throws {
        let named = try await put(agedSeconds: 7_200)
        let orphan = try await put(agedSeconds: 3_660)
        let young = try await put(agedSeconds: 3_540)

        let report = try await store.sweep(known: [named.text], erased: [], now: now)
        #expect(report == BlobSweep(leftovers: 0, orphans: [orphan]))
        #expect(try await store.list(after: nil, limit: 10).map(\.address) == [named, orphan, young].sorted())
    }

    @Test func `what erased persons had stored goes at once, young or old`() async throws {
        let old = try await put(agedSeconds: 7_200)
        let young = try await put(agedSeconds: 0)
        let other = try await put(agedSeconds: 0)
        let erased: Set = [old.text, young.text, String(repeating: "0", count: BlobAddress.digits)]
        let sweep = try await store.sweep(known: [other.text], erased: erased, now: now)
        #expect(sweep == BlobSweep(leftovers: 0, erased: 2, orphans: []))
        #expect(try await store.list(after: nil, limit: 10).map(\.address) == [other])
    }
}
