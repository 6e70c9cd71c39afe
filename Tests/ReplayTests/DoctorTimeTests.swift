import Events
import Foundation
import Testing

@testable import Replay

/// What the doctor says of ages: the log is made some time before, or after, the computer's clock.
@Suite struct `The doctor, as time goes by` {
    private struct Report: Decodable {
        struct Check: Decodable {
            let name: String
            let grade: String
            let text: String
        }
        let checks: [Check]
    }

    private static let day = 86_400

    /// A log that began `days` ago, with a copie that waits.
    private func log(days: Int) throws -> SampleLog {
        let now = Timestamp(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000))
        let log = try SampleLog(from: now.adding(seconds: -days * Self.day))
        try log.makeKey(for: SampleFact.ana)
        try log.commit(.opened)
        try log.commit(.registered(SampleFact.ana))
        try log.commit(.uploaded, .requested)
        return log
    }

    private func check(_ name: String, _ log: SampleLog) throws -> Report.Check {
        let outcome = try Binary.bash("PORT=0 $EAF doctor --json", on: log)
        let report = try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
        return try #require(report.checks.first { $0.name == name }, "\(outcome)")
    }

    private func drilled(_ succeeded: Bool) -> SampleFact {
        SampleFact(
            subject: .log("essai"), actor: .operator("root"),
            event: .backup(
                .drilled(
                    BackupDrilled(
                        succeeded: succeeded, from: String(repeating: "a", count: 64), position: LogPosition(3),
                        digest: String(repeating: "b", count: 64), bytes: 1, milliseconds: 1))))
    }

    @Test func `a copie that waits for days is stuck when a server runs, and waits for one when none does`() throws {
        let log = try log(days: 2)
        let beside = try check("corrections", log)
        #expect(beside.grade == "failed" && beside.text.contains(SampleFact.copie.description), "\(beside)")
        log.close()
        #expect(try check("corrections", log).grade == "noticed")
        #expect(try check("corrections", try self.log(days: 0)).grade == "passed")
    }

    @Test func `no drill, or none for seven days, is a complaint`() throws {
        let young = try log(days: 2)
        #expect(try check("exercice de restauration", young).grade == "noticed")
        try young.commit(drilled(false))
        #expect(try check("exercice de restauration", young).grade == "noticed")
        try young.commit(drilled(true))
        #expect(try check("exercice de restauration", young).grade == "passed")
        let old = try log(days: 9)
        #expect(try check("exercice de restauration", old).grade == "failed")
        try old.commit(drilled(true))
        let lapsed = try check("exercice de restauration", old)
        #expect(lapsed.grade == "failed" && lapsed.text.contains("plus de 7 jours"))
    }

    @Test func `a record of the future is a clock that went back`() throws {
        let ahead = try check("horloge", try log(days: -1))
        #expect(ahead.grade == "failed" && ahead.text.contains("dans le futur"), "\(ahead)")
        #expect(try check("horloge", try log(days: 1)).grade == "passed")
    }

    @Test func `a backup that lags is a complaint, and one that has everything is none, however old`() throws {
        let log = try log(days: 3)
        #expect(try check("sauvegarde", log).grade == "failed")
        let folder = log.dataDirectory + "/ship"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for (position, grade) in [(4, "passed"), (2, "failed")] {
            let state =
                #"{"target":"/ailleurs","position":\#(position),"shippedAt":"2020-01-01T00:00:00Z","sequence":7,"frontier":[]}"#
            try Data(state.utf8).write(to: URL(filePath: folder + "/ailleurs.json"))
            let shipped = try check("sauvegarde", log)
            #expect(shipped.grade == grade && shipped.text.contains("/ailleurs : position \(position)"), "\(shipped)")
        }
    }
}
