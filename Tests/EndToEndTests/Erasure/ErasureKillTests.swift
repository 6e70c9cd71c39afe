import Foundation
import Testing

/// `kill -9` at every system call that changes something while a person is erased; then a server starts.
@Suite struct `An erasure that is killed` {
    /// A call on a file or folder of the place: its n-th of this name there, from 1.
    private struct Call: CustomStringConvertible {
        let name: String
        let path: String
        let ordinal: Int

        var description: String { "\(name) \(ordinal) of \(path)" }
    }

    private static let calls = ["pwrite64", "write", "fdatasync", "fsync", "rename", "unlink", "unlinkat"]

    /// `eaf erase` under strace, which is told what to look at: counting by path is certain, by thread it would not be.
    private func erase(
        at place: Place, _ person: String, seeing paths: [String], killedAt call: Call?
    ) async throws -> Binary.Outcome {
        let traced = paths.map { "-P '\(place.path)/\($0)'" }.joined(separator: " ")
        let injection = call.map { "-e 'inject=\($0.name):signal=KILL:when=\($0.ordinal)'" } ?? ""
        return try await Binary.bash(
            "strace -f -y -qq -o '\(place.path)/calls' -e 'trace=\(Self.calls.joined(separator: ","))' \(traced) "
                + "\(injection) $EAF erase \(person) --yes --json", at: place)
    }

    /// What an erasure touches: the vault, the segments, blobs and snapshots, with the folders that they lie in.
    private func touched(in place: Place) throws -> [String] {
        try ["data/vault"]
            + ["log/segments", "data/uploads/copies", "data/snapshots"].flatMap { folder in
                [folder]
                    + (try FileManager.default.subpathsOfDirectory(atPath: "\(place.path)/\(folder)")).map {
                        "\(folder)/\($0)"
                    }
            }
    }

    @Test func `at any system call is completed by the next start, or has not begun`() async throws {
        let place = try Place()
        let server = try await RunningServer(place)
        let pupil = try await server.registered("lea@essai.example", name: "Léa")
        let person = try await pupil.get("auth/me")["id"]
        let epreuve = try await pupil.newEpreuve()
        let copie = try await pupil.handIn(.pdf, epreuve: epreuve)["copieId"]
        let path = "epreuves/\(epreuve)/copie/\(copie)"
        try await eventually("the copie is corrected") { try await pupil.get(path)["status"] != "pending" }
        #expect(try await server.stop() == 0)
        #expect(try await Binary.run("rebuild", at: place).status == 0)

        let whole = try place.copy()
        let done = try await erase(at: whole, person, seeing: try touched(in: whole), killedAt: nil)
        #expect(try done.status == 0 && done.json["residue"] as? [String] == [], "\(done.errors)")
        let calls = try self.calls(made: whole)
        #expect(Set(calls.map(\.name)) == ["pwrite64", "fdatasync", "write", "unlink", "fsync"], "\(calls)")
        var outcomes: [Bool] = []
        for call in calls {
            let victim = try place.copy()
            let killed = try await erase(at: victim, person, seeing: [call.path], killedAt: call)
            #expect(killed.status != 0, "\(call) was made")
            outcomes.append(try await isErased(victim, pupil, path, "killed at \(call)"))
        }
        // Once the tombstone may be in the file, everything is gone; never is it back.
        #expect(outcomes == outcomes.sorted { !$0 && $1 }, "\(outcomes)")
        #expect(outcomes.contains(true))
    }

    /// The calls of an erasure that was left alone, in their order: `<thread> <name>(<path, or descriptor with path> …`.
    private func calls(made place: Place) throws -> [Call] {
        var counts: [String: Int] = [:]
        let lines = try String(contentsOfFile: place.path + "/calls", encoding: .utf8).split(separator: "\n")
        return lines.compactMap { line in
            guard let end = line.firstIndex(of: "("), let start = line.firstRange(of: place.path + "/")?.upperBound,
                let name = line[..<end].split(separator: " ").last.map(String.init), Self.calls.contains(name)
            else { return nil }
            let path = String(line[start...].prefix { $0 != ">" && $0 != "\"" })
            counts["\(name) \(path)", default: 0] += 1
            return Call(name: name, path: path, ordinal: counts["\(name) \(path)"] ?? 0)
        }
    }

    /// Starts a server and says whether the person is gone; whoever is not gone is wholly there.
    private func isErased(_ place: Place, _ pupil: Client, _ path: String, _ when: String) async throws -> Bool {
        let server = try await RunningServer(place)
        let client = pupil.at(server.origin)
        let isErased = try await client.get("auth/me").status == 401
        let blobs = try place.files().keys.filter { $0.hasPrefix("data/uploads/copies/") }
        let snapshots = try place.files().keys.filter { $0.hasPrefix("data/snapshots/") }
        if isErased {
            #expect(blobs.isEmpty && snapshots.isEmpty, "\(when): \(blobs + snapshots)")
        } else {
            #expect(try await client.get(path).status == 200 && blobs.count == 1, "\(when)")
            #expect(try await client.get("account/export").status == 200, "\(when)")
        }
        #expect(try await server.stop() == 0)
        let verified = try await Binary.run("log", "verify", at: place)
        #expect(verified.status == 0, "\(when): \(verified.output)\(verified.errors)")
        let erasures = try LogFile(place).of("person.erased")
        #expect(erasures.count == (isErased ? 1 : 0), "\(when)")
        return isErased
    }
}
