import Events
import Foundation
import Testing

/// The whole chain on the real binary: what a stranger can check, and what a start refuses.
@Suite struct `The signed log` {
    private func covered(_ server: RunningServer, _ count: Int) async throws -> Checkpoint {
        let verifier = try NoteVerifier(
            String(decoding: try await server.client().get("log/key").body.dropLast(), as: UTF8.self))
        var checkpoint: Checkpoint?
        try await eventually("a checkpoint of \(count) records") {
            let answer = try await server.client().get("log/checkpoint")
            checkpoint = try? Checkpoint(try SignedNote(answer.body), by: verifier)
            return (checkpoint?.size ?? 0) >= UInt64(count)
        }
        return try #require(checkpoint)
    }

    @Test func `covers every record within a moment, survives kill -9, and is whole when the server stops`()
        async throws
    {
        let place = try Place()
        var server = try await RunningServer(place)
        for round in 0..<3 {
            _ = try await server.registered("eleve\(round)@essai.example")
            let count = try LogFile(place).lines.count
            let checkpoint = try await covered(server, count)
            try await server.kill()
            server = try await RunningServer(place)
            let later = try await covered(server, Int(checkpoint.size))
            #expect(later.size >= checkpoint.size)
        }
        _ = try await server.registered("fin@essai.example")
        try await server.stop()
        let lines = try place.segmentPaths().flatMap {
            try Data(contentsOf: URL(filePath: $0)).split(separator: 0x0A).map { Array($0) }
        }
        let note = try SignedNote(try Data(contentsOf: URL(filePath: place.log + "/checkpoint")))
        let checkpoint = try Checkpoint(note.text)
        #expect(checkpoint.size == UInt64(lines.count))
        #expect(checkpoint.root == MerkleTree.root(ofLeaves: lines.map { MerkleTree.leaf($0) }))
    }

    @Test func `is proved and checked by the commands, beside the server and without it`() async throws {
        let place = try Place()
        let server = try await RunningServer(place)
        _ = try await server.registered("preuve@essai.example")
        let old = try await covered(server, 3)
        let beside = try await Binary.run("log", "checkpoint", "--json", at: place)
        #expect(beside.status == 0 && beside.output.contains(#""signed":false"#), "\(beside.errors)")
        let script = """
            set -e
            cd \(place.path)
            $EAF log key > cle
            $EAF log checkpoint > ancien
            $EAF log prove 2 -o preuve.tlog-proof
            $EAF log show --position 2 --ndjson > ligne
            $EAF log check preuve.tlog-proof --key cle --record ligne
            $EAF log check ancien --key cle
            """
        let checked = try await Binary.bash(script, at: place)
        #expect(checked.status == 0, "\(checked.errors)")
        _ = try await server.registered("suite@essai.example")
        try await server.stop()
        let after = """
            set -e
            cd \(place.path)
            $EAF log checkpoint > nouveau
            $EAF log prove --from $(sed -n 2p ancien) > suite
            $EAF log check suite --key cle --old ancien
            """
        let proved = try await Binary.bash(after, at: place)
        #expect(proved.status == 0 && proved.output.contains("prolonge celui de \(old.size)"), "\(proved.errors)")
    }

    @Test func `that was rolled back, or continued otherwise, is refused with the remedy`() async throws {
        let place = try Place()
        let server = try await RunningServer(place)
        _ = try await server.registered("avant@essai.example")
        try await server.stop()
        let old = try place.copy()
        let again = try await RunningServer(place)
        _ = try await again.registered("apres@essai.example")
        try await again.stop()
        let rolledBack = try place.copy()
        // The log's directory as a whole, its tiles and its checkpoint too.
        try FileManager.default.removeItem(atPath: rolledBack.log)
        try FileManager.default.copyItem(atPath: old.log, toPath: rolledBack.log)
        let before = try rolledBack.files()
        let refused = try await Binary.run("serve", at: rolledBack)
        #expect(refused.status == 65 && refused.output.isEmpty)
        #expect(refused.errors.contains("ramené en arrière") && refused.errors.contains("« Restaurer »"))
        #expect(try rolledBack.files() == before)
        // Records cut off below the checkpoint, in the log's own directory.
        let cut = try place.copy()
        try cut.rewriteLastSegment { bytes in
            bytes = bytes.prefix(through: bytes.firstIndex(of: 0x0A) ?? 0)
        }
        try? FileManager.default.removeItem(atPath: cut.data + "/snapshots")
        let ended = try await Binary.run("serve", at: cut)
        #expect(ended.status == 65 && ended.errors.contains("« Restaurer »"), "\(ended.errors)")
    }

    @Test func `is not signed by another key, nor by a new one in place of one that is lost`() async throws {
        let place = try Place()
        let server = try await RunningServer(place)
        _ = try await covered(server, 1)
        try await server.stop()
        let path = place.data + "/signing.key"
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let swapped = try await Binary.run(
            "serve", at: place, environment: ["EAF_SIGNING_KEY": SigningKey.random().text])
        #expect(
            swapped.status == 65 && swapped.errors.contains("aucune signature n'est de la clé"), "\(swapped.errors)")
        let good = try Data(contentsOf: URL(filePath: path))
        try FileManager.default.removeItem(atPath: path)
        let lost = try await Binary.run("serve", at: place)
        #expect(lost.status == 78 && lost.errors.contains("EAF_SIGNING_KEY"))
        #expect(!FileManager.default.fileExists(atPath: path))
        let text = String(decoding: good, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        let given = try await RunningServer(place, environment: ["EAF_SIGNING_KEY": text])
        #expect(try await given.stop() == 0)
    }

    /// The ten lines of eventlog/README.md, as they stand there.
    @Test func `is checked by the Python of the README`() async throws {
        let readme = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../eventlog/README.md").standardizedFileURL
        let text = try String(contentsOf: readme, encoding: .utf8)
        let start = try #require(text.range(of: "```python\n# proof.py"))
        let end = try #require(text[start.upperBound...].range(of: "```"))
        let code = "# proof.py" + text[start.upperBound..<end.lowerBound]
        let place = try Place()
        let server = try await RunningServer(place)
        _ = try await server.registered("python@essai.example")
        _ = try await covered(server, 3)
        try code.write(toFile: place.path + "/proof.py", atomically: true, encoding: .utf8)
        let good = try await Binary.bash(
            """
            set -e
            cd \(place.path)
            $EAF log key > cle
            $EAF log prove 2 -o preuve.tlog-proof
            $EAF log show --position 2 --ndjson > ligne
            /usr/bin/python3 proof.py "$(cat cle)" preuve.tlog-proof ligne
            """, at: place)
        #expect(good.status == 0 && good.output.contains("position 2"), "\(good.errors)")
        for change in ["sed -i s/account/acount/ ligne", "sed -i '3s/^./A/' preuve.tlog-proof"] {
            let bad = try await Binary.bash(
                "cd \(place.path); \(change); /usr/bin/python3 proof.py \"$(cat cle)\" preuve.tlog-proof ligne",
                at: place)
            #expect(bad.status != 0)
        }
    }
}
