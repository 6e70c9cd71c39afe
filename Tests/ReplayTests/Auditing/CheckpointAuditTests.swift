import Events
import Foundation
import Testing

@testable import Replay

@Suite struct `An auditor's light check` {
    @Test func `keeps what it saw, and proves at the next visit that the log only grew`() async throws {
        let sample = try PublishedSample(records: 5)
        let first = try await sample.light()
        #expect(first.problems.isEmpty && first.pinnedSize == nil && first.isPinned && first.size == 6)
        try sample.grow(300)
        let second = try await sample.light()
        #expect(second.problems.isEmpty && second.pinnedSize == 6 && second.size == 306)
        #expect(try await sample.light().pinnedSize == 306)
    }

    @Test func `finds a history that was rewritten and signed anew`() async throws {
        let sample = try PublishedSample(records: 20)
        _ = try await sample.light()
        try sample.forge(7, #""page":"/""#, #""page":"-""#)
        try sample.unpublish()
        try sample.grow(3)
        let report = try await sample.light()
        #expect(report.problems.count == 1 && !report.isPinned)
        #expect(report.problems.first?.contains("réécrite") == true)
        // The pin stays: the same is found again.
        #expect(try await sample.light().problems.count == 1)
    }

    @Test func `finds another root for the same size`() async throws {
        let sample = try PublishedSample(records: 20)
        _ = try await sample.light()
        try sample.forge(7, #""page":"/""#, #""page":"-""#)
        try sample.unpublish()
        try sample.publish()
        #expect(try await sample.light().problems.first?.contains("la racine n'est plus celle") == true)
    }

    @Test func `finds that the whole directory was rolled back`() async throws {
        let sample = try PublishedSample(records: 10)
        let copy = sample.log.directory + ".copy"
        try FileManager.default.copyItem(atPath: sample.log.directory, toPath: copy)
        try sample.grow(5)
        _ = try await sample.light()
        sample.log.close()
        try FileManager.default.removeItem(atPath: sample.log.directory)
        try FileManager.default.moveItem(atPath: copy, toPath: sample.log.directory)
        let report = try await sample.light()
        #expect(report.problems.first?.contains("a perdu des enregistrements : 11 publiés, 16 vus") == true)
    }

    @Test func `believes neither an unsigned checkpoint, nor another's signature, nor another log's`() async throws {
        let sample = try PublishedSample(records: 3)
        let path = sample.log.directory + "/checkpoint"
        let note = try SignedNote(file: path)
        let larger = note.text.replacing("\n4\n", with: "\n9\n")
        for text in [note.text + "\n", larger + "\n" + note.signatures.map { $0.line + "\n" }.joined()] {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            await #expect(throws: (any Error).self) {
                guard try await sample.light().problems.isEmpty else { throw ReplayFailure(.badData, "found") }
            }
        }
        let stranger = NoteSigner(name: sample.origin.checkpointOrigin, key: .random())
        try Data(try stranger.sign(note.text).bytes).write(to: URL(fileURLWithPath: path))
        #expect(try await sample.light().problems.first?.contains("aucune signature") == true)
        let other = NoteSigner(name: "eaf.example.fr/autre/1", key: sample.key)
        let text = note.text.replacing("/essai/", with: "/autre/")
        try Data(try other.sign(text).bytes).write(to: URL(fileURLWithPath: path))
        #expect(try await sample.light().problems.first?.contains("eaf.example.fr/autre/1") == true)
    }

    @Test func `asks before it goes on with another timeline`() async throws {
        let sample = try PublishedSample(records: 10)
        _ = try await sample.light()
        try sample.unpublish()
        let next = LogOrigin(host: sample.origin.host, name: "essai", timeline: 2)
        try sample.publish(as: next)
        #expect(try await sample.light().problems.first?.contains("a changé de chronologie") == true)
        let accepted = try await sample.light(acceptsTimeline: true)
        #expect(accepted.problems.isEmpty && accepted.isPinned && accepted.origin == "eaf.example.fr/essai/2")
        #expect(try await sample.light().problems.isEmpty)
    }

    @Test func `shows two auditors who were shown different logs that one of them was deceived`() async throws {
        let sample = try PublishedSample(records: 10)
        _ = try await sample.light()
        let shown = try SignedNote(file: sample.pin.path)
        // The other one is shown a log in which record 4 says something else, signed by the same key.
        try sample.forge(4, #""page":"/""#, #""page":"-""#)
        try sample.unpublish()
        try sample.grow(2)
        let other = try #require(
            try await CheckpointAudit(
                LocalPublication(try sample.log.logFolder), verifier: sample.verifier, pin: nil,
                acceptsTimeline: false
            ).run().checkpoint)
        // They compare: no proof can join what the first one kept to what the second one sees.
        let kept = try Checkpoint(shown, by: sample.verifier)
        let proof = try await LocalPublication(try sample.log.logFolder).consistency(from: kept.size, to: other.size)
        #expect(throws: ProofError.self) { try proof.verify(old: kept.root, new: other.root) }
    }
}
