import Events
import Foundation
import Projections
import Testing

@testable import Replay

@Suite struct `An auditor's full check` {
    @Test func `builds the tree anew, and compares root and tiles`() async throws {
        let sample = try PublishedSample(records: 600)
        let report = try await sample.full()
        #expect(report.problemCount == 0 && report.tree?.matches == true && report.tree?.size == 601)
        // Two whole tiles and a partial one of leaves, and one above.
        #expect(report.tree?.tiles == 4)
        #expect(report.digestAt == LogPosition(601) && report.digest?.count == 64)
    }

    @Test func `finds a record that was changed, its checksum made right`() async throws {
        let sample = try PublishedSample(records: 20)
        try sample.forge(7, #""page":"/""#, #""page":"-""#)
        let report = try await sample.full()
        #expect(report.tree?.matches == false)
        #expect(Set(report.problems.map(\.kind)) == [.root, .tile])
        // Negative control: every line is well in itself.
        #expect(try sample.log.verify().problemCount == 0)
    }

    @Test func `finds a flipped bit in any tile, and a missing one`() async throws {
        let sample = try PublishedSample(records: 600)
        for tile in ["0/000", "0/001", "0/002.p/89", "1/000.p/2"] {
            let url = URL(fileURLWithPath: sample.log.directory + "/tiles/" + tile)
            let bytes = try Data(contentsOf: url)
            var flipped = bytes
            flipped[flipped.count / 2] ^= 0x10
            try write(flipped, to: url)
            let changed = try await sample.full()
            #expect(changed.problems.map(\.kind) == [.tile] && changed.tree?.matches == true, "\(tile)")
            #expect(changed.problems.first?.file == "tiles/" + tile)
            try FileManager.default.removeItem(at: url)
            #expect(try await sample.full().problems.map(\.kind) == [.tile], "\(tile)")
            try bytes.write(to: url)
        }
        #expect(try await sample.full().problemCount == 0)
    }

    @Test func `finds that the log ends before what was published`() async throws {
        let sample = try PublishedSample(records: 20)
        sample.log.close()
        let last = try #require(try sample.log.segments.last)
        try sample.log.rewriteLines(last) { $0.removeLast() }
        let report = try await sample.full()
        #expect(report.problems.map(\.kind) == [.root])
        #expect(report.problems.first?.detail.contains("jusqu'à 20") == true)
    }

    @Test func `sums the state up where it is asked to`() async throws {
        let sample = try PublishedSample(records: 20)
        let report = try LogVerification.run(try sample.log.logFolder, from: .zero, digestAt: LogPosition(9)) { _ in }
        #expect(report.digestAt == LogPosition(9))
        let models = try TimeTravel.state(
            of: try sample.log.reader, at: .position(LogPosition(9)), now: sample.log.time)
        #expect(report.digest == (try models.summary().digest))
    }

    private func write(_ data: Data, to url: URL) throws {
        try FileManager.default.removeItem(at: url)
        try data.write(to: url)
    }
}
