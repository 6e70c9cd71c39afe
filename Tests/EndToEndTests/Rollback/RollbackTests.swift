import Foundation
import Testing

/// Going back to the release before: it must live with a log that the later one wrote.
@Suite struct `A log that a later release wrote` {
    /// A log with a story, and behind it what the next release wrote; the server is stopped.
    private func place() async throws -> (Place, Story, NextRelease, before: [String: String]) {
        let place = try Place()
        let server = try await RunningServer(place)
        let story = try await Story(on: server, file: .pdf)
        let before = try await story.readings(at: server)
        let pupil = try await story.pupil.get("auth/me")["id"]
        try await server.stop()
        let next = try NextRelease(appendingTo: place, pupil: pupil, copie: story.copie)
        return (place, story, next, before)
    }

    @Test func `is verified, folded and counted, and nothing of it is skipped silently`() async throws {
        let (place, _, next, _) = try await place()
        let verify = try await Binary.run("log", "verify", "--json", at: place)
        #expect(verify.status == 0, "\(verify.output)")
        let log = try verify.json["log"] as? [String: Any]
        let unknown = log?["unknownTypes"] as? [String: Int] ?? [:]
        #expect(unknown.values.reduce(0, +) == next.unknown && unknown["fr.eaf.correction.completed.v2"] == 1)
        #expect(log?["fold"] as? String == "complete")
        let info = try await Binary.run("log", "info", "--json", at: place)
        #expect(try info.json["unknownRecords"] as? Int == next.unknown)
        let replay = try await Binary.run("replay", "--until", "999999", "--json", at: place)
        #expect(try replay.json["unknownRecords"] as? Int == next.unknown)
        let vitals = try await Binary.run("replay", "--until", "999999", "--view", "vitals", "--json", at: place)
        #expect(vitals.output.contains(#""last":1234"#), "a known type counts, whatever else its record holds")
        let shown = try await Binary.run("log", "show", "--type", "fr.eaf.oral.started.v1", "--json", at: place)
        #expect(shown.output.contains(#""tirage":{"sealed":"#) && shown.output.split(separator: "\n").count == 1)
        let doctor = try await Binary.run("doctor", at: place)
        #expect(doctor.status == 0 && doctor.output.contains("\(next.unknown) enregistrement(s) de types inconnus"))
        let copy = try await Binary.bash(
            "$EAF materialize --into sqlite:$EAF_DATA_DIR/copie > /dev/null && sqlite3 $EAF_DATA_DIR/copie \"SELECT value FROM meta WHERE name = 'unknown_records'\"",
            at: place)
        #expect(copy.output == "\(next.unknown)\n", "\(copy.errors)")
    }

    @Test func `is served as before, written on, and started again from a snapshot`() async throws {
        let (place, story, next, before) = try await place()
        let server = try await RunningServer(place)
        var after = try await story.readings(at: server)
        // One more vital was reported by the later release; everything else reads as it did.
        var expected = before
        for key in ["teacher metrics/vitals"] {
            #expect(after[key] != expected[key])
            after[key] = nil
            expected[key] = nil
        }
        #expect(after == expected)
        let pupil = try await server.registered("apres@essai.example")
        #expect(try await pupil.handIn(.png, epreuve: try await pupil.newEpreuve())["copieId"] != "")
        try await server.stop()
        let digest = try await digest(place)
        let rebuilt = try await Binary.run("rebuild", "--json", at: place)
        #expect(rebuilt.status == 0 && rebuilt.output.contains(#""snapshotBytes":"#), "\(rebuilt.errors)")
        #expect(try await Binary.run("replay", "--compare", at: place).status == 0)
        try await RunningServer(place).stop()
        #expect(try await self.digest(place) == digest)
        let log = try LogFile(place)
        #expect(
            log.junk == 0 && log.lines.count { $0.type.hasPrefix("oral.") } == 2, "no record was dropped or rewritten"
        )
        #expect(next.records == 8)
    }

    /// The negative control: the same lines with a wrong checksum are damage, so they are not simply ignored.
    @Test func `is damaged when one of those lines is`() async throws {
        let (place, _, _, _) = try await place()
        try place.rewriteLastSegment { bytes in
            let range = try #require(bytes.range(of: Data("Manon Lescaut".utf8)))
            bytes[range.lowerBound] = UInt8(ascii: "m")
        }
        #expect(try await Binary.run("log", "verify", at: place).status == 1)
        #expect(try await Binary.run("serve", at: place).status == 65)
    }

    private func digest(_ place: Place) async throws -> String {
        try #require(
            try await Binary.run("replay", "--until", "999999", "--json", at: place).json["digest"] as? String)
    }
}
