import Events
import Foundation
import Projections
import Testing

@testable import Replay

@Suite struct `Drilling a backup` {
    private let site: BackupSite
    private let store = MemoryStore()

    init() throws { site = try BackupSite(segmentBytesMax: 1_500) }

    private func drill() async throws -> Drill.Outcome {
        try await Drill(
            try site.source(), from: store, place: site.place(), trust: site.trust, key: nil, files: POSIXFiles(),
            now: site.log.time
        ).run { _ in }
    }

    @Test func `succeeds, says the live log's digest, and leaves nothing behind`() async throws {
        try site.tell()
        try site.publish()
        site.stop()
        try await site.ship(to: store)
        try site.log.open()
        try site.log.commit(.vital(7))
        let outcome = try await drill()
        #expect(outcome.problem == nil)
        #expect(outcome.drilled.succeeded)
        let position = try site.manifest(in: store).head.position
        #expect(outcome.drilled.position == position)
        let live = try TimeTravel.state(of: site.log.reader, at: .position(position), now: site.log.time)
        #expect(outcome.drilled.digest == (try live.summary().digest))
        #expect(outcome.drilled.bytes > 600)
        let parent = URL(fileURLWithPath: site.log.dataDirectory).deletingLastPathComponent().path
        let names = try FileManager.default.contentsOfDirectory(atPath: parent)
        #expect(names.filter { $0.contains("drill") } == [])
    }

    @Test func `fails when an object is damaged, and says which`() async throws {
        try site.tell()
        site.stop()
        try await site.ship(to: store)
        let key = try #require(store.all.keys.first { $0.hasPrefix("blobs/") })
        store[key]?[3] ^= 1
        let outcome = try await drill()
        #expect(!outcome.drilled.succeeded)
        #expect(outcome.problem?.contains(key) == true)
    }

    @Test func `fails when the state is not the live log's`() async throws {
        try site.tell()
        site.stop()
        try await site.ship(to: store)
        // Somebody rewrote the log since: same length, checksums made right again.
        let name = try #require(try site.log.segments.last)
        try site.log.rewriteLines(name) { lines in
            let last = lines.count - 1
            let text = String(decoding: lines[last], as: UTF8.self)
            guard let record = try? RecordParser.parse(line: lines[last]) else { return }
            var line = Array(text.replacingOccurrences(of: #""value":100"#, with: #""value":101"#).utf8)
            RecordEncoder(source: "", keys: NoKeys()).stamp(&line, commit: record.commit)
            lines[last] = line
        }
        let outcome = try await drill()
        #expect(!outcome.drilled.succeeded)
        #expect(outcome.problem?.contains("vitals") == true)
    }

    @Test func `fails when the place gives out an earlier backup, or one that goes further`() async throws {
        try site.tell()
        site.stop()
        try await site.ship(to: store)
        let old = store.all
        try site.log.open()
        try site.tell()
        site.stop()
        try await site.ship(to: store)
        let new = store.all
        store.all = old
        let outcome = try await drill()
        #expect(!outcome.drilled.succeeded)
        #expect(outcome.problem?.contains("version ancienne") == true)
        store.all = new
        #expect(try await drill().drilled.succeeded)
    }
}
