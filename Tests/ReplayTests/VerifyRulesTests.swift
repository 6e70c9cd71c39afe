import Events
import Foundation
import Testing

@testable import Replay

@Suite struct `Rules between records` {
    @Test func `a time that goes back is found`() throws {
        let log = try SampleLog()
        try log.commit(.opened)
        try log.commit(.vital(1))
        try log.commit(.vital(2, time: SampleLog.start))
        try log.commit(.vital(3))
        log.close()
        let report = try log.verify()
        #expect(report.problems.map(\.kind) == [.time])
        #expect(report.problems.first?.position == LogPosition(3))
    }

    @Test func `a commit that names another end is found`() throws {
        let log = try SampleLog()
        try log.commit(.opened)
        try log.commit([.vital(1), .vital(2)]) { line, commit in
            if line.contains(#""value":2"#) { commit = LogPosition(9) }
        }
        try log.commit(.vital(3))
        log.close()
        #expect(try log.verify().problems.first?.kind == .commit)
    }

    @Test func `an intact record whose payload is not of its type is found`() throws {
        let log = try SampleLog()
        try log.commit(.opened)
        try log.commit([.vital(1)]) { line, _ in line = line.replacing(#""value":1"#, with: #""value":"x""#) }
        try log.commit(.vital(3))
        log.close()
        let report = try log.verify()
        #expect(report.problems.map(\.kind) == [.payload] && report.records == 3)
        #expect(report.foldedThrough == LogPosition(1))
    }

    @Test func `types of a newer release are counted and no problem`() throws {
        let log = try SampleLog()
        try log.commit(.opened)
        try log.commit([.vital(1), .vital(2)]) { line, _ in
            line = line.replacing("fr.eaf.vital.reported.v1", with: "fr.eaf.vital.reported.v2")
        }
        log.close()
        let report = try log.verify()
        #expect(report.status == .success && report.unknownTypes == ["fr.eaf.vital.reported.v2": 2])
        #expect(report.fold == .complete)
    }

    @Test func `at most a hundred problems are listed, all are counted`() throws {
        let log = try SampleLog()
        try log.commit(.opened)
        for number in 0..<150 { try log.commit(.vital(Double(number))) }
        log.close()
        try log.rewriteLines("0000000000000001.jsonl") { lines in
            for index in 1..<151 { lines[index][200] ^= 1 }
        }
        let report = try log.verify()
        #expect(report.problems.count == 100 && report.problemCount == 150)
    }

    @Test func `a file of garbage without line feeds is read in bounded pieces`() throws {
        let log = try SampleLog.story()
        log.close()
        try log.rewrite("0000000000000001.jsonl") { $0 = [UInt8](repeating: 0x41, count: 3 << 20) + [0x0A] + $0 }
        let report = try log.verify()
        #expect(report.problems.map(\.kind) == [.damagedLine] && report.problems.first?.offset == 0)
        #expect(report.head == LogPosition(10) && report.records == 10)
    }

    @Test func `progress tells share, rate and time left`() {
        let progress = Progress(bytesDone: 250_000_000, bytesTotal: 1_000_000_000, records: 7)
        #expect(progress.line(afterSeconds: 2) == "25 %, 7 enregistrements, 125 Mo/s, reste 6 s")
    }
}
