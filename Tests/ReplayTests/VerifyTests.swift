import Events
import Foundation
import Testing

@testable import Replay

@Suite struct `Verifying a log` {
    private static let all = "0000000000000001.jsonl"

    private func stopped(segmentBytesMax: Int = 64 << 20) throws -> SampleLog {
        let log = try SampleLog.story(segmentBytesMax: segmentBytesMax)
        log.close()
        return log
    }

    @Test func `a whole log has no problem, and every record is folded`() throws {
        let report = try stopped(segmentBytesMax: 900).verify()
        #expect(report.status == .success && report.problems.isEmpty && report.warnings.isEmpty)
        #expect(report.head == LogPosition(10) && report.records == 10 && report.segments > 2)
        #expect(report.fold == .complete && report.foldedThrough == LogPosition(10))
        #expect(report.origins == ["/eaf/essai/1"])
        #expect(!report.isBeingWritten)
    }

    @Test func `a flipped bit in any record is found, and named by position, file and offset`() throws {
        for index in 0..<10 {
            let log = try stopped()
            let line = try log.line(index, of: Self.all)
            try log.rewrite(Self.all) { $0[line.lowerBound + line.count / 2] ^= 4 }
            let report = try log.verify()
            let problem = try #require(report.problems.first)
            #expect(report.problemCount == 1 && report.status == .problems)
            #expect(problem.kind == .damagedLine && problem.position == LogPosition(UInt64(index + 1)))
            #expect(problem.file == "segments/" + Self.all && problem.offset == line.lowerBound)
            #expect(report.records == 9 && report.fold == .stopped)
        }
    }

    @Test func `a line feed that is gone costs one problem, and reading goes on`() throws {
        let log = try stopped()
        let line = try log.line(3, of: Self.all)
        try log.rewrite(Self.all) { $0[line.upperBound - 1] ^= 1 }
        let report = try log.verify()
        #expect(report.problems.map(\.kind) == [.damagedLine])
        #expect(report.problems.first?.position == LogPosition(4))
        #expect(report.head == LogPosition(10))
    }

    @Test func `a missing line is found`() throws {
        let log = try stopped()
        try log.rewriteLines(Self.all) { $0.remove(at: 3) }
        let report = try log.verify()
        #expect(report.problems.map(\.kind) == [.sequence])
        #expect(report.problems.first?.position == LogPosition(5))
        #expect(report.foldedThrough == LogPosition(3))
    }

    @Test func `swapped lines are found`() throws {
        let log = try stopped()
        try log.rewriteLines(Self.all) { $0.swapAt(3, 6) }
        let report = try log.verify()
        #expect(report.problems.contains { $0.kind == .sequence && $0.position == LogPosition(7) })
        #expect(report.problems.contains { $0.kind == .sequence && $0.position == LogPosition(4) })
    }

    @Test func `a missing segment is found`() throws {
        let log = try stopped(segmentBytesMax: 900)
        let names = try log.segments
        try FileManager.default.removeItem(atPath: log.path(names[1]))
        let report = try log.verify()
        #expect(report.problems.map(\.kind) == [.missingSegment])
        #expect(report.problems.first?.file == "segments/" + names[2])
        #expect(report.head == LogPosition(10))
    }

    @Test func `a segment that was cut short in the middle of the log is found`() throws {
        let log = try stopped(segmentBytesMax: 900)
        let names = try log.segments
        try log.rewrite(names[1]) { $0.removeLast(10) }
        let report = try log.verify()
        #expect(report.problems.map(\.kind) == [.damagedLine])
        #expect(report.head == LogPosition(10))
    }

    @Test func `a foreign file is found, a leftover is a warning`() throws {
        let log = try stopped()
        try Data("x".utf8).write(to: URL(fileURLWithPath: log.path("notes.txt")))
        try Data().write(to: URL(fileURLWithPath: log.path("0000000000000011.jsonl.tmp")))
        let report = try log.verify()
        #expect(report.problems.map(\.kind) == [.foreignFile])
        #expect(report.problems.first?.file == "segments/notes.txt")
        #expect(report.warnings.map(\.kind) == [.leftover])
    }

    @Test func `a tail torn at any byte is a warning, and none of its records count`() throws {
        let log = try stopped()
        let whole = try log.bytes(Self.all)
        let start = try log.line(7, of: Self.all).lowerBound
        for end in stride(from: start + 1, to: whole.count, by: 37) {
            try log.rewrite(Self.all) { $0 = Array(whole[..<end]) }
            let report = try log.verify()
            #expect(report.status == .success && report.warnings.map(\.kind) == [.tornTail])
            #expect(report.warnings.first?.offset == start)
            #expect(report.head == LogPosition(7) && report.records == 7 && report.fold == .complete)
        }
    }

    @Test func `NULs at the end are a torn tail, elsewhere damage`() throws {
        let log = try stopped()
        try log.rewrite(Self.all) { $0 += [UInt8](repeating: 0, count: 4_096) }
        #expect(try log.verify().warnings.map(\.kind) == [.tornTail])
        let other = try stopped()
        let line = try other.line(2, of: Self.all)
        try other.rewrite(Self.all) { bytes in
            for index in line.lowerBound + 40..<line.lowerBound + 80 { bytes[index] = 0 }
        }
        let report = try other.verify()
        #expect(report.problems.map(\.kind) == [.nulRun] && report.problems.first?.position == LogPosition(3))
    }

    @Test func `beside a writer an unfinished commit is normal`() throws {
        let log = try SampleLog.story()
        let line = try log.line(9, of: Self.all)
        let handle = try #require(FileHandle(forWritingAtPath: log.path(Self.all)))
        try handle.seekToEnd()
        try handle.write(contentsOf: try log.bytes(Self.all)[line].prefix(100))
        let report = try log.verify()
        #expect(report.isBeingWritten && report.status == .success)
        #expect(report.warnings.first?.detail.contains("normal") == true)
        withExtendedLifetime(log) {}
    }

    @Test func `reading can begin at a later segment`() throws {
        let log = try stopped(segmentBytesMax: 900)
        let names = try log.segments
        try FileManager.default.removeItem(atPath: log.path(names[0]))
        let report = try log.verify(from: LogPosition(10))
        #expect(report.status == .success && report.fold == .skipped && report.first > LogPosition(1))
        #expect(report.head == LogPosition(10))
    }
}
