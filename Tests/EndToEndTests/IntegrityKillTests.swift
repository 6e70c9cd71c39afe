import Events
import Foundation
import Testing

/// `kill -9` at every durable step of integrating and publishing, on the real binary, by strace.
@Suite struct `A process killed while it signs` {
    /// The calls by which tiles, the signer's copy and the checkpoint come to be.
    private static let calls = ["rename", "fdatasync", "fsync", "unlink"]
    private static let killsMax = 40

    /// A stopped server's place, and two records more than the last checkpoint covers.
    private func sample() async throws -> Place {
        let place = try Place()
        let server = try await RunningServer(place, environment: ["EAF_WORKER": "false"])
        for index in 0..<300 {
            _ = try await server.client().send("POST", "metrics/vitals", ["name": "TTFB", "value": index])
        }
        try await server.stop()
        // The tree is behind, as after a crash right after a commit.
        let made = try await Binary.run("invite", "enseignant", at: place)
        try #require(made.status == 0, "\(made.errors)")
        return place
    }

    private func checkpoint(_ place: Place) throws -> Checkpoint? {
        guard let bytes = FileManager.default.contents(atPath: place.log + "/checkpoint") else { return nil }
        return try Checkpoint(try SignedNote(bytes).text)
    }

    private func root(_ place: Place, _ size: UInt64) throws -> MerkleHash {
        let lines = try place.segmentPaths().flatMap {
            try Data(contentsOf: URL(filePath: $0)).split(separator: 0x0A)
        }
        return MerkleTree.root(ofLeaves: lines.prefix(Int(size)).map { MerkleTree.leaf($0) })
    }

    @Test(arguments: calls)
    func `leaves the last checkpoint or the next, and the next run signs on`(_ call: String) async throws {
        let origin = try await sample()
        let before = try #require(try checkpoint(origin))
        var kills = 0
        for nth in 1...Self.killsMax {
            let place = try origin.copy()
            let killed = try await Binary.bash(
                "strace -f -o /dev/null -e trace=\(call) -e inject=\(call):signal=SIGKILL:when=\(nth) $EAF log checkpoint",
                at: place)
            if killed.status == 0 { break }
            kills += 1
            let left = try #require(try checkpoint(place), "\(call) \(nth)")
            #expect(left.size >= before.size, "\(call) \(nth)")
            #expect(try left.root == root(place, left.size), "\(call) \(nth)")
            let again = try await Binary.run("log", "checkpoint", "--json", at: place)
            #expect(again.status == 0, "\(call) \(nth): \(again.errors)")
            let after = try #require(try checkpoint(place))
            #expect(after.size > before.size, "\(call) \(nth)")
            #expect(try after.root == root(place, after.size), "\(call) \(nth)")
            #expect(!again.errors.contains("rebuilt"), "\(call) \(nth): \(again.errors)")
        }
        // Negative control: the calls are made, so the kills hit something.
        #expect(kills > 0 && kills < Self.killsMax || call == "unlink")
    }
}
