import Events
import Foundation
import Testing

@testable import Replay

@Suite struct `Shipping a log` {
    private let site: BackupSite
    private let store = MemoryStore()

    init() throws { site = try BackupSite(segmentBytesMax: 1_500) }

    @Test func `moves everything once and nothing twice`() async throws {
        try site.tell()
        try site.publish()
        site.stop()
        let first = try await site.ship(to: store)
        #expect(first.position == site.log.head || first.position > .zero)
        #expect(first.manifests > 0)
        let before = store.all
        let second = try await site.ship(to: store)
        #expect(second.movedObjects == 0)
        #expect(second.manifests == 0)
        #expect(store.all == before)
    }

    @Test func `puts the manifest after everything that it names`() async throws {
        try site.tell()
        try site.publish()
        site.stop()
        let counting = FaultyStore(store)
        try await site.ship(to: counting)
        let manifest = try site.manifest(in: store)
        let named = manifest.segments.flatMap { $0.pieces.map(\.key) }
        #expect(counting.puts.last == "manifest")
        for key in named { #expect(store[key] != nil, "\(key)") }
        #expect(manifest.segments.count > 2)
        #expect(manifest.segments.dropLast().allSatisfy { $0.isClosed && $0.pieces.count == 1 })
        #expect(manifest.blobs.count == 2)
    }

    @Test func `needs no right to delete, and lists nothing`() async throws {
        try site.tell()
        site.stop()
        // The protocol has no listing; removal is refused by a store that dies at its first call of it.
        try await site.ship(to: store)
        try site.log.open()
        try site.tell()
        site.stop()
        let before = Set(store.all.keys)
        try await site.ship(to: store)
        #expect(before.subtracting(store.all.keys) == [])
    }

    @Test func `moves little for a little more`() async throws {
        let site = try BackupSite()
        try site.tell(copies: 0, figures: 1_000)
        site.stop()
        let first = try await site.ship(to: store)
        try site.log.open()
        try site.tell(copies: 0, figures: 10)
        site.stop()
        let second = try await site.ship(to: store)
        #expect(second.position == LogPosition(first.position.rawValue + 20))
        #expect(second.movedObjects == 2, "one chunk and the manifest")
        // Small as it is, the log compresses well, and the manifest and a frame's header count.
        #expect(second.movedBytes < first.movedBytes / 10)
    }

    @Test func `sees that a backup is ahead of a log that was rolled back`() async throws {
        try site.tell()
        site.stop()
        let copy = try BackupSite.files(in: site.log.directory)
        try site.log.open()
        try site.tell()
        site.stop()
        try await site.ship(to: store)
        let before = store.all
        try put(copy)
        let error = await #expect(throws: BackupFault.self) { try await site.ship(to: store) }
        guard case .aheadOfLog = error else { Issue.record("\(error as Any)"); return }
        #expect(store.all == before)
    }

    @Test func `sees that a log of the same length has another history`() async throws {
        try site.tell(copies: 0)
        site.stop()
        let copy = try BackupSite.files(in: site.log.directory)
        try site.log.open()
        try site.log.commit(.vital(1))
        site.stop()
        try await site.ship(to: store)
        try put(copy)
        try site.log.open()
        try site.log.commit(.vital(2))
        try site.log.commit(.vital(3))
        site.stop()
        let error = await #expect(throws: BackupFault.self) { try await site.ship(to: store) }
        guard case .otherHistory = error else { Issue.record("\(error as Any)"); return }
    }

    @Test func `sees that an earlier manifest was put back`() async throws {
        try site.tell()
        site.stop()
        try await site.ship(to: store)
        let old = store["manifest"]
        try site.log.open()
        try site.tell()
        site.stop()
        try await site.ship(to: store)
        store["manifest"] = old
        let error = await #expect(throws: BackupFault.self) { try await site.ship(to: store) }
        guard case .olderManifest = error else { Issue.record("\(error as Any)"); return }
        #expect(try site.place().state()?.failure?.reason.contains("version ancienne") == true)
        store["manifest"] = nil
        await #expect(throws: BackupFault.self) { try await site.ship(to: store) }
    }

    @Test func `goes on without what this computer remembers`() async throws {
        try site.tell()
        site.stop()
        try await site.ship(to: store)
        try site.forgetState()
        let again = try await site.ship(to: store)
        #expect(again.movedObjects == 0)
        try site.log.open()
        try site.tell()
        site.stop()
        try await site.ship(to: store)
        #expect(try site.manifest(in: store).head.position == (try site.log.reader.head.position))
    }

    @Test func `refuses another log's place, and another key's`() async throws {
        try site.tell()
        site.stop()
        try await site.ship(to: store)
        let stranger = try BackupSite()
        try stranger.log.commit([.opened]) { line, _ in
            line = line.replacingOccurrences(of: #""source":"/eaf/essai/1""#, with: #""source":"/eaf/essai/2""#)
        }
        stranger.stop()
        let error = await #expect(throws: BackupFault.self) { try await stranger.ship(to: store) }
        guard case .otherLog = error else { Issue.record("\(error as Any)"); return }
        let other = try #require(SigningKey(Base64URL.encode(repeatElement(9, count: 32))))
        let shipping = Shipping(
            try site.source(), to: store, place: site.place(), signingKey: other, cipher: nil, prunes: false,
            now: { Timestamp(seconds: 0) })
        await #expect(throws: BackupFault.self) { try await shipping.once { _ in } }
    }

    @Test func `lets one shipper at a time write to a place`() async throws {
        try site.tell()
        site.stop()
        let lock = try site.place().lock()
        #expect(lock != nil)
        let error = await #expect(throws: BackupFault.self) { try await site.ship(to: store) }
        guard case .otherShipper = error else { Issue.record("\(error as Any)"); return }
        #expect(try site.place().state()?.failure == nil, "the state is the other one's")
        withExtendedLifetime(lock) {}
    }

    private func put(_ files: [String: [UInt8]]) throws {
        try FileManager.default.removeItem(atPath: site.log.directory)
        for (name, bytes) in files {
            let url = URL(fileURLWithPath: site.log.directory + "/" + name)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: url)
        }
    }
}
