import Events
import Foundation
import Testing

/// A witness and a server, both the real binary: what is caught, and what would pass without it.
@Suite struct `A log with a witness` {
    /// The key of a place's log; a server runs there for a moment.
    private func logKey(_ place: Place) async throws -> String {
        let server = try await RunningServer(place)
        let key = String(decoding: try await server.client().get("log/key").body.dropLast(), as: UTF8.self)
        #expect(try await server.stop() == 0)
        return key
    }

    /// Waits until the served checkpoint covers `count` records and has the witness's signature.
    @discardableResult
    private func cosigned(_ server: RunningServer, _ witness: RunningWitness, _ count: Int) async throws -> SignedNote
    {
        let verifier = try NoteVerifier(witness.verifierKey)
        var found: SignedNote?
        try await eventually("a cosigned checkpoint of \(count) records") {
            guard let note = try? SignedNote(try await server.client().get("log/checkpoint").body),
                (try? verifier.verify(note)) != nil, try Checkpoint(note.text).size >= UInt64(count)
            else { return false }
            found = note
            return true
        }
        return try #require(found)
    }

    @Test func `is cosigned, which openssl confirms`() async throws {
        let place = try Place()
        let witness = try await RunningWitness(in: place.path, of: try await logKey(place))
        let server = try await RunningServer(place, environment: witness.environment)
        _ = try await server.registered("temoin@essai.example")
        let note = try await cosigned(server, witness, try LogFile(place).lines.count)
        #expect(try await server.client().get("health")["status"] == "ok")
        // All by hand: the key in the vkey, the time and the signature in the line, the message of the specification.
        let key = try #require(witness.verifierKey.split(separator: "+", maxSplits: 2).last)
        let raw = try #require(Data(base64Encoded: String(key))).dropFirst()
        let line = try #require(
            note.encoded.split(separator: "\n").last { $0.hasPrefix("— \(RunningWitness.name) ") })
        let bytes = try #require(Data(base64Encoded: String(line.split(separator: " ")[2])))
        let time = bytes[4..<12].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        try Data([0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00] + raw)
            .write(to: URL(filePath: place.path + "/cle.der"))
        try bytes[12...].write(to: URL(filePath: place.path + "/signature"))
        for (text, status) in [(note.text, Int32(0)), (note.text.replacing("\n", with: "\n "), 1)] {
            try Data("cosignature/v1\ntime \(time)\n\(text)".utf8).write(to: URL(filePath: place.path + "/message"))
            let outcome = try await Binary.bash(
                "cd \(place.path) && openssl pkeyutl -verify -pubin -keyform DER -inkey cle.der -rawin -in message "
                    + "-sigfile signature", at: place)
            #expect(outcome.status == status, "\(outcome.output) \(outcome.errors)")
        }
        #expect(try await server.stop() == 0)
        try await witness.stop()
    }

    @Test func `is not started after the whole directory was rolled back, unless nobody witnesses it`() async throws {
        let place = try Place()
        let witness = try await RunningWitness(in: place.path, of: try await logKey(place))
        var server = try await RunningServer(place, environment: witness.environment)
        _ = try await server.registered("avant@essai.example")
        #expect(try await server.stop() == 0)
        // Log, tiles, key, and what the key signed last: everything.
        let earlier = try place.copy()
        server = try await RunningServer(place, environment: witness.environment)
        _ = try await server.registered("apres@essai.example")
        try await cosigned(server, witness, try LogFile(place).lines.count)
        #expect(try await server.stop() == 0)
        let before = try earlier.files()
        let refused = try await Binary.run("serve", at: earlier, environment: witness.environment)
        #expect(refused.status == 65)
        #expect(refused.output.isEmpty)
        #expect(
            refused.errors.contains("Le témoin « \(RunningWitness.name) » a cosigné")
                && refused.errors.contains("ramené en arrière"), "\(refused.errors)")
        #expect(try earlier.files() == before, "nothing was changed")
        // The negative control: nothing on the machine itself tells.
        let alone = try await RunningServer(earlier)
        #expect(try await alone.stop() == 0)
        // The witness is away: that it is not known is said, and serving goes on.
        try await witness.stop()
        let unheard = try await RunningServer(earlier, environment: witness.environment)
        #expect(unheard.child.errors.contains("witness not heard"))
        #expect(try await unheard.stop() == 0)
    }

    @Test func `of which another copy goes its own way is found out`() async throws {
        let place = try Place()
        let witness = try await RunningWitness(in: place.path, of: try await logKey(place))
        let twin = try place.copy()
        let shown = try await RunningServer(place, environment: witness.environment)
        _ = try await shown.registered("un@essai.example")
        try await cosigned(shown, witness, try LogFile(place).lines.count)
        // The same key signs another history for somebody else, unwitnessed at first, and longer than the one that is.
        let other = try await RunningServer(twin)
        for index in 0..<3 { _ = try await other.registered("autre\(index)@essai.example") }
        #expect(try await other.stop() == 0)
        let caught = try await RunningServer(twin, environment: witness.environment)
        try await eventually("the contradiction is told") {
            caught.child.errors.contains("witness has cosigned another history of this log")
        }
        let health = try await caught.client().get("health")
        #expect(health.status == 503 && (health.object["checks"] as? [String: String])?["witnesses"] == "down")
        #expect(witness.child.errors.contains("a log contradicts what was cosigned"), "the witness keeps the proof")
        #expect(try await caught.stop() == 0)
        // The one that was cosigned goes on.
        _ = try await shown.registered("deux@essai.example")
        try await cosigned(shown, witness, try LogFile(place).lines.count)
        #expect(try await shown.stop() == 0)
        try await witness.stop()
    }

    /// The witness dies before its new state has its name, and after, before anybody was answered.
    @Test(arguments: ["rename", "fsync"])
    func `goes on when its witness is killed in the middle of an answer`(_ call: String) async throws {
        let place = try Place()
        let key = try await logKey(place)
        let first = try await RunningWitness(in: place.path, of: key)
        var server = try await RunningServer(place, environment: first.environment)
        try await cosigned(server, first, 1)
        #expect(try await server.stop() == 0)
        try await first.stop()
        let doomed = try await RunningWitness(
            in: place.path, of: key, port: first.port,
            wrapper: [
                "/usr/bin/strace", "-f", "-qq", "-o", place.path + "/calls", "-e", "trace=\(call)", "-e",
                "inject=\(call):signal=KILL:when=1",
            ])
        server = try await RunningServer(place, environment: first.environment)
        _ = try await server.registered("pendant@essai.example")
        _ = try await doomed.child.ended()
        let again = try await RunningWitness(in: place.path, of: key, port: first.port)
        #expect(again.verifierKey == first.verifierKey)
        try await cosigned(server, again, try LogFile(place).lines.count)
        #expect(!server.child.errors.contains(#""level":"critical""#), "\(server.child.errors)")
        #expect(try await server.stop() == 0)
        try await again.stop()
    }

    @Test func `has a witness that refuses to begin where it cannot know what it signed`() async throws {
        let place = try Place()
        let key = try await logKey(place)
        let witness = try await RunningWitness(in: place.path, of: key)
        let arguments = [
            "--listen", "127.0.0.1:0", "--state", place.path + "/etat", "--key-file", place.path + "/cle",
        ]
        func start(_ more: String...) async throws -> Binary.Outcome {
            let all = (["witness", "serve"] + arguments + more).map { "'\($0)'" }.joined(separator: " ")
            return try await Binary.bash("$EAF \(all)", at: place)
        }
        let second = try await start("--name", RunningWitness.name, "--log", key)
        #expect(second.status == 75 && second.errors.contains("Arrêtez-le d'abord"), "\(second.errors)")
        try await witness.stop()
        try FileManager.default.removeItem(atPath: place.path + "/etat")
        let lost = try await start("--name", RunningWitness.name, "--log", key)
        #expect(lost.status == 65 && lost.errors.contains("a déjà servi"), "\(lost.errors)")
        for bad in [
            ["--name", "a b", "--log", key], ["--name", "a", "--log", "x"], ["--name", "a"],
            ["--name", "a", "--log", witness.verifierKey],
        ] {
            let all = (["witness", "serve"] + arguments + bad).map { "'\($0)'" }.joined(separator: " ")
            #expect(try await Binary.bash("$EAF \(all)", at: place).status == 64, "\(bad)")
        }
        let listing = try await Binary.bash("stat -c %a '\(place.path)/cle'", at: place)
        #expect(listing.output == "600\n")
    }
}
