import Foundation
import Testing

@Suite struct `Everything but log, vault, key and blobs` {
    @Test func `can be deleted, and every answer stays the same to the byte`() async throws {
        let place = try Place()
        let first = try await RunningServer(place)
        let story = try await Story(on: first, file: .pdf)
        try await reportVitals(first, count: 1_100)
        let before = try await story.readings(at: first)
        #expect(try await first.stop() == 0)
        let compared = try await Binary.run("replay", "--compare", at: place)
        #expect(
            compared.status == 0 && compared.output.contains("États égaux."), "\(compared.output)\(compared.errors)")
        let digest = try await digest(place)
        let snapshots = try FileManager.default.contentsOfDirectory(atPath: place.data + "/snapshots")
        #expect(!snapshots.isEmpty)

        try deleteAllButTheTruth(place)
        #expect(try await self.digest(place) == digest)
        let second = try await RunningServer(place)
        #expect(try await story.readings(at: second) == before)
        #expect(try await second.stop() == 0)
        let rebuilt = try await Binary.run("rebuild", "--json", at: place)
        #expect(rebuilt.status == 0 && rebuilt.output.contains(digest))
        #expect(try await Binary.run("replay", "--compare", at: place).status == 0)
        // From the snapshot that the rebuild made.
        let third = try await RunningServer(place)
        #expect(try await story.readings(at: third) == before)
    }

    private func reportVitals(_ server: RunningServer, count: Int) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<4 {
                group.addTask {
                    let client = server.client()
                    for value in stride(from: task, to: count, by: 4) {
                        let answer = try await client.send("POST", "metrics/vitals", ["name": "INP", "value": value])
                        #expect(answer.status == 200)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    private func digest(_ place: Place) async throws -> String {
        let outcome = try await Binary.run("replay", "--until", "1000000", "--json", at: place)
        return try #require(try outcome.json["digest"] as? String, "\(outcome.errors)")
    }

    private func deleteAllButTheTruth(_ place: Place) throws {
        for (folder, kept) in [(place.log, ["segments"]), (place.data, ["vault", "master.key", "uploads"])] {
            for name in try FileManager.default.contentsOfDirectory(atPath: folder) where !kept.contains(name) {
                try FileManager.default.removeItem(atPath: "\(folder)/\(name)")
            }
        }
    }
}
