import Events
import Foundation
import Projections
import TestSupport
import Testing

@testable import Replay

@Suite struct `The tail of a log on its way` {
    private let site: BackupSite
    private let store = MemoryStore()

    init() throws { site = try BackupSite() }

    @Test func `waits until its last commit is surely durable`() async throws {
        try site.tell(copies: 0, figures: 2)
        let head = site.log.head
        // A writer has the log, and no checkpoint covers the last commit: it may still be taken back.
        #expect(try await site.ship(to: store).position == LogPosition(head.rawValue - 2))
        #expect(try await site.ship(to: store).movedObjects == 0)
        try site.publish()
        #expect(try await site.ship(to: store).position == head)
        try site.log.commit(.vital(1))
        #expect(try await site.ship(to: store).position == head)
        // Another commit follows: the one before it was synced first.
        try site.log.commit(.vital(2))
        #expect(try await site.ship(to: store).position == head.next)
        site.stop()
        #expect(try await site.ship(to: store).position == head.next.next)
    }

    @Test func `does not show a commit of which a part is there`() async throws {
        try site.tell(copies: 0, figures: 1)
        site.stop()
        let name = try #require(try site.log.segments.last)
        let last = try site.log.bytes(name).split(separator: 0x0A).count - 1
        let cut = try site.log.line(last, of: name).lowerBound
        try site.log.rewrite(name) { $0.removeLast($0.count - cut) }
        #expect(try await site.ship(to: store).position == LogPosition(3))
        try site.log.rewrite(name) { $0 += Array(#"{"crc":"0000"#.utf8) }
        #expect(try await site.ship(to: store).movedObjects == 0)
    }

    @Test func `stops at damage and says where, and what was shipped stays`() async throws {
        try site.tell(copies: 0, figures: 3)
        site.stop()
        try await site.ship(to: store)
        let before = store.all
        try site.log.open()
        try site.log.commit(.vital(1))
        try site.log.commit(.vital(2))
        site.stop()
        let name = try #require(try site.log.segments.last)
        let line = try site.log.line(try site.log.bytes(name).split(separator: 0x0A).count - 2, of: name)
        try site.log.rewrite(name) { $0[line.lowerBound + 60] ^= 1 }
        let error = await #expect(throws: EventLogError.self) { try await site.ship(to: store) }
        guard case .corrupt = error else { Issue.record("\(error as Any)"); return }
        #expect(store.all == before)
    }

    @Test func `is merged so that few objects hold it, and each byte is shipped a few times`() async throws {
        try site.tell(copies: 0, figures: 1)
        site.stop()
        var objects = 0
        for round in 0..<70 {
            try site.log.open()
            try site.log.commit(.vital(Double(round)))
            site.stop()
            try await site.ship(to: store)
            objects = max(objects, try site.manifest(in: store).segments[0].pieces.count)
        }
        #expect(objects <= 14)
        _ = try await site.restore(from: store)
        let restored = try site.takeRestored()
        for (name, bytes) in try site.expected() { #expect(restored[name] == bytes, "\(name)") }
    }

    @Test func `is pruned of merged chunks a day later, and only then`() async throws {
        try site.tell(copies: 0, figures: 1)
        site.stop()
        for round in 0..<20 {
            try site.log.open()
            try site.log.commit(.vital(Double(round)))
            site.stop()
            try await site.ship(to: store)
        }
        let named = try Set(site.manifest(in: store).segments[0].pieces.map(\.key))
        let chunks = { store.all.keys.filter { $0.hasPrefix("tails/") } }
        #expect(Set(chunks()) != named)
        #expect(try await site.ship(to: store, prunes: true).pruned == 0)
        site.now = site.now.adding(seconds: 86_401)
        #expect(try await site.ship(to: store, prunes: true).pruned > 0)
        #expect(Set(chunks()) == named)
        _ = try await site.restore(from: store)
    }

    @Test func `keeps the manifest small however many segments there are`() async throws {
        let site = try BackupSite(segmentBytesMax: 1)
        try site.tell(copies: 0, figures: 140)
        site.stop()
        try await site.ship(to: store)
        let manifest = try site.manifest(in: store)
        #expect(manifest.lists.count == 1)
        #expect(manifest.segments.count < 2 * SegmentList.count)
        _ = try await site.restore(from: store)
        let restored = try site.takeRestored()
        for (name, bytes) in try site.expected() { #expect(restored[name] == bytes, "\(name)") }
        let key = manifest.lists[0].key
        store[key]?[20] ^= 1
        let error = await #expect(throws: BackupFault.self) { _ = try await site.restore(from: store) }
        guard case .damaged(key, _, _) = error else { Issue.record("\(error as Any)"); return }
    }

    @Test func `can be shipped while it grows, and every backup on the way can be restored`() async throws {
        let site = try BackupSite(segmentBytesMax: 5_000)
        try site.tell(copies: 1, figures: 1)
        let log = site.log
        for round in 0..<12 {
            var left = 5
            _ = try await site.shipping(to: store).once { _ in
                // The log grows after every round of the shipper, so that it has another one to do.
                left -= 1
                if left > 0 { try? log.commit(.vital(Double(round)), .vital(Double(left))) }
            }
            let report = try await site.restore(from: store)
            let live = try TimeTravel.state(
                of: log.reader, at: .position(report.plan.position), now: log.time)
            #expect(report.state == (try live.summary()))
            _ = try site.takeRestored()
        }
    }
}
