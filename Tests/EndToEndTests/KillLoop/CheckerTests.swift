import Foundation
import Testing

/// A checker that finds nothing in a log that has lost something proves nothing.
@Suite struct `The checker of the kill loop` {
    enum Last: CaseIterable { case registration, profile, telemetry, epreuve, copie }

    @Test(arguments: Last.allCases)
    func `complains when the last acknowledged record is cut off`(_ last: Last) async throws {
        let place = try Place()
        let first = try await RunningServer(place, environment: ["EAF_WORKER": "false"])
        let pupil = Pupil("temoin@essai.example", at: first.origin, uploads: [.pdf])
        #expect(try await pupil.register())
        switch last {
        case .registration: break
        case .profile: try await pupil.changeProfile()
        case .telemetry: try await pupil.tell("geste-témoin")
        case .epreuve: try await pupil.generate("cle-temoin")
        case .copie:
            try await pupil.generate("cle-temoin")
            try await pupil.handIn("copie-temoin")
        }
        try await first.kill()
        let cut = try place.copy()
        try cut.rewriteLastSegment { bytes in
            let end = try #require(bytes.dropLast().lastIndex(of: 0x0A))
            bytes = bytes[...end]
        }
        #expect(try await complaints(pupil, place).isEmpty)
        #expect(try await !complaints(pupil, cut).isEmpty)
    }

    private func complaints(_ pupil: Pupil, _ place: Place) async throws -> [String] {
        let server = try await RunningServer(place)
        pupil.move(to: server.origin)
        let complaints = try await PupilCheck.complaints(of: pupil)
        try await server.kill()
        return complaints
    }

    @Test func `complains of a key with two effects, of a lost file and of a gap`() async throws {
        let place = try Place()
        let server = try await RunningServer(place, environment: ["EAF_WORKER": "false"])
        let pupil = Pupil("double@essai.example", at: server.origin, uploads: [.pdf])
        #expect(try await pupil.register())
        try await pupil.generate("cle")
        try await pupil.handIn("copie")
        try await server.kill()
        #expect(try LogCheck(place, isSettled: false).complaints == [])
        #expect(try LogCheck(place, isSettled: true).complaints.count == 1)
        let twice = try place.copy()
        try twice.rewriteLastSegment { bytes in
            let line = try #require(
                bytes.split(separator: 0x0A).first {
                    String(decoding: $0, as: UTF8.self).contains("epreuve.generated")
                })
            bytes += line + [0x0A]
        }
        let complaints = try LogCheck(twice, isSettled: false).complaints
        #expect(complaints.contains { $0.hasPrefix("a key had two effects") })
        #expect(complaints.contains { $0.hasPrefix("positions have gaps") })
        try FileManager.default.removeItem(atPath: place.blobs)
        #expect(try LogCheck(place, isSettled: false).complaints.contains { $0.hasSuffix("has lost its file") })
    }
}
