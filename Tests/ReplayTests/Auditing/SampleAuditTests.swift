import Events
import Testing

@testable import Replay

@Suite struct `An auditor's samples` {
    @Test func `are proved, the same ones for the same seed`() async throws {
        let sample = try PublishedSample(records: 400)
        let report = try await sample.sample(50, seed: 7)
        #expect(report.proved == 50 && report.problemCount == 0 && report.seed == 7)
        #expect(try await sample.sample(10_000).proved == 401)
    }

    @Test func `hold all records of a subject`() async throws {
        let sample = try PublishedSample(records: 300)
        let report = try await sample.sample(1, subject: "log/essai")
        #expect(report.proved >= 1 && report.problemCount == 0)
        #expect(try await sample.sample(1, subject: "vital").proved == 301)
    }

    @Test func `find a record that was changed after it was published, its checksum made right`() async throws {
        let sample = try PublishedSample(records: 40)
        try sample.forge(12, #""page":"/""#, #""page":"-""#)
        let report = try await sample.sample(41)
        #expect(report.problemCount == 1 && report.proved == 40)
        #expect(report.problems.first?.hasPrefix("position 12 : l'enregistrement n'est pas celui") == true)
    }
}
