import Foundation
import Testing

/// `kill -9` at every durable step of appending, of changing segments, of shipping, restoring and drilling, on the real binary, by
/// strace. `EAF_EVERY_KILL` tries every step; otherwise some of each call are, the first ones and then ever fewer.
@Suite struct `A process killed` {
    private static let stepsMax = 200
    private static let triesEveryStep = ProcessInfo.processInfo.environment["EAF_EVERY_KILL"] != nil

    /// A stopped server's place with a copie, its correction and some vitals.
    private func sample(vitals: Int = 20) async throws -> Place {
        let place = try Place()
        let server = try await RunningServer(place)
        let pupil = try await server.registered("lea@essai.example", name: "Léa")
        let epreuve = try await pupil.newEpreuve()
        let copie = try await pupil.handIn(.pdf, epreuve: epreuve)["copieId"]
        let path = "epreuves/\(epreuve)/copie/\(copie)"
        try await eventually("the copie is corrected") { try await pupil.get(path)["status"] != "pending" }
        for index in 0..<vitals {
            _ = try await server.client().send("POST", "metrics/vitals", ["name": "TTFB", "value": index])
        }
        try await server.stop()
        return place
    }

    /// Runs `command` again and again on copies of `origin`, killed at one step after the other, and hands what is left to `check`.
    ///
    /// - Returns: how many kills hit something.
    private func killing(
        _ command: String, of call: String, from origin: Place, _ check: (Place, String) async throws -> Void
    ) async throws -> Int {
        var kills = 0
        var nth = 1
        while nth <= Self.stepsMax {
            let place = try origin.copy()
            if FileManager.default.fileExists(atPath: origin.path + "/backup") {
                try FileManager.default.copyItem(atPath: origin.path + "/backup", toPath: place.path + "/backup")
            }
            let killed = try await Binary.bash(
                "strace -f -qq -o /dev/null -e trace=\(call) -e inject=\(call):signal=SIGKILL:when=\(nth) \(command)",
                at: place)
            if killed.status == 0 { break }
            kills += 1
            try await check(place, "\(call) \(nth): \(killed.errors)")
            nth += Self.triesEveryStep ? 1 : max(1, nth / 3)
        }
        return kills
    }

    private func lines(_ place: Place) throws -> [Data] {
        try place.segmentPaths().flatMap { try Data(contentsOf: URL(filePath: $0)).split(separator: 0x0A) }
    }

    @Test(arguments: ["write", "fdatasync", "rename"])
    func `while it appends has lost nothing that was acknowledged`(_ call: String) async throws {
        let origin = try await sample()
        let before = try lines(origin)
        let kills = try await killing("$EAF invite enseignant --json", of: call, from: origin) { place, step in
            let verified = try await Binary.run("log", "verify", "--no-pin", at: place)
            #expect(verified.status == 0, "\(step) \(verified.output)")
            let again = try await Binary.run("invite", "enseignant", "--json", at: place)
            #expect(again.status == 0, "\(step) \(again.errors)")
            let after = try lines(place)
            #expect(Array(after.prefix(before.count)) == before, "\(step)")
            #expect((1...2).contains(after.count - before.count), "\(step)")
        }
        #expect(kills > 0 || call == "rename", "an append renames nothing but a checkpoint")
    }

    @Test(arguments: ["rename", "fsync", "chmod"])
    func `while it changes segments has lost nothing`(_ call: String) async throws {
        let origin = try await sample(vitals: 2_700)
        let size = try origin.segmentPaths().reduce(0) { try $0 + Data(contentsOf: URL(filePath: $1)).count }
        try #require(size > 1 << 20, "the open segment is full")
        let before = try lines(origin)
        var changed = 0
        _ = try await killing("env EAF_SEGMENT_MB=1 $EAF invite enseignant", of: call, from: origin) { place, step in
            let again = try await Binary.run("invite", "enseignant", at: place, environment: ["EAF_SEGMENT_MB": "1"])
            #expect(again.status == 0, "\(step) \(again.errors)")
            let verified = try await Binary.run("log", "verify", "--no-pin", at: place)
            #expect(verified.status == 0, "\(step) \(verified.output)")
            #expect(Array(try lines(place).prefix(before.count)) == before, "\(step)")
            if try place.segmentPaths().count == 2 { changed += 1 }
        }
        // The control: the change of segments was in reach of the kills.
        let whole = try origin.copy()
        let done = try await Binary.run("invite", "enseignant", at: whole, environment: ["EAF_SEGMENT_MB": "1"])
        #expect(done.status == 0)
        #expect(try whole.segmentPaths().count == 2)
        #expect(changed > 0 || call == "chmod")
    }

    @Test(arguments: ["write", "fsync", "fdatasync", "rename"])
    func `while it ships leaves a backup that the next run completes`(_ call: String) async throws {
        let origin = try await sample()
        let key = try await Binary.run("log", "key", at: origin).output.trimmingCharacters(
            in: .whitespacesAndNewlines)
        let kills = try await killing("$EAF ship --to $EAF_DATA_DIR/../backup", of: call, from: origin) {
            place, step in
            let again = try await Binary.run("ship", "--to", place.path + "/backup", at: place)
            #expect(again.status == 0, "\(step) \(again.errors)")
            let idle = try await Binary.run("ship", "--to", place.path + "/backup", "--json", at: place)
            #expect(idle.status == 0, "\(step) \(idle.errors)")
            let restored = try await Binary.run(
                "restore", "--from", place.path + "/backup", "--into", place.path + "/r", "--key", key, at: place)
            #expect(restored.status == 0, "\(step) \(restored.errors)")
            let compared = try await Binary.bash(
                "cd $EAF_DATA_DIR/.. && cat r/eventlog/segments/*.jsonl | cmp - <(cat log/segments/*.jsonl) && cmp r/.data/vault data/vault",
                at: place)
            #expect(compared.status == 0, "\(step) \(compared.output)")
        }
        #expect(kills > 0)
    }

    @Test(arguments: ["write", "fsync", "fdatasync", "rename", "mkdir"])
    func `while it restores leaves nothing, or all of it, and the next run gives the same bytes`(_ call: String)
        async throws
    {
        let origin = try await sample()
        let key = try await Binary.run("log", "key", at: origin).output.trimmingCharacters(
            in: .whitespacesAndNewlines)
        #expect(try await Binary.run("ship", "--to", origin.path + "/backup", at: origin).status == 0)
        let restore =
            "$EAF restore --from $EAF_DATA_DIR/../backup --into $EAF_DATA_DIR/../r --until 6 --reason essai --key '\(key)'"
        let bytes = "(cd $EAF_DATA_DIR/../r && find . -type f | sort | xargs sha256sum)"
        let whole = try await Binary.bash("\(restore) > /dev/null && \(bytes)", at: origin)
        try #require(whole.status == 0 && whole.output.contains("segments/"), "\(whole.errors)")
        let kills = try await killing(restore, of: call, from: origin) { place, step in
            let left = try await Binary.bash(
                "if [ -e $EAF_DATA_DIR/../r ]; then \(bytes); else \(restore) > /dev/null && \(bytes); fi", at: place)
            #expect(left.status == 0 && left.output == whole.output, "\(step) \(left.errors)")
        }
        #expect(kills > 0)
    }

    @Test(arguments: ["rename", "fdatasync"])
    func `while it drills leaves the log as it was, and the next drill succeeds`(_ call: String) async throws {
        let origin = try await sample()
        let key = try await Binary.run("log", "key", at: origin).output.trimmingCharacters(
            in: .whitespacesAndNewlines)
        #expect(try await Binary.run("ship", "--to", origin.path + "/backup", at: origin).status == 0)
        let before = try lines(origin)
        let kills = try await killing(
            "$EAF drill --from $EAF_DATA_DIR/../backup --key '\(key)'", of: call, from: origin
        ) {
            place, step in
            let again = try await Binary.run("drill", "--from", place.path + "/backup", "--key", key, at: place)
            #expect(again.status == 0, "\(step) \(again.errors)")
            #expect(Array(try lines(place).prefix(before.count)) == before, "\(step)")
            #expect(
                try lines(place).last.map { String(decoding: $0, as: UTF8.self).contains("backup.drilled") } == true)
        }
        #expect(kills > 0)
    }

    /// The system refuses a call on one of our files once, and then says that all is well: what failed must not be believed afterwards.
    /// Only on our files: a run time that loses a wake-up written to its event descriptor may wait for ever, and that is not what is tried.
    @Test(arguments: [
        "write:error=ENOSPC:when=1", "write:error=EIO:when=1", "write:error=EIO:when=2",
        "fdatasync:error=EIO:when=1", "fdatasync:error=EIO:when=2", "fsync:error=EIO:when=1",
    ])
    func `or rather refused by the system, says so and loses nothing`(_ fault: String) async throws {
        let origin = try await sample()
        let before = try lines(origin)
        let name = fault.prefix { $0 != ":" }
        for command in ["$EAF invite enseignant --json", "$EAF ship --to $EAF_DATA_DIR/../backup"] {
            let place = try origin.copy()
            let backup = place.path + "/backup"
            let files =
                try place.segmentPaths() + [place.log, backup, "\(backup)/vault/0000.tmp", "\(backup)/manifest.tmp"]
            let ours = files.map { "-P '\($0)'" }.joined(separator: " ")
            let refused = try await Binary.bash(
                "strace -f -qq -o /dev/null \(ours) -e trace=\(name) -e inject=\(fault) \(command)", at: place)
            // An invitation is one write and one fdatasync of the segment; a shipping has at least two of each.
            let isHit = command.contains("ship") || fault.hasSuffix("when=1")
            #expect((refused.status != 0) == isHit, "\(fault) \(command) \(refused.output) \(refused.errors)")
            let verified = try await Binary.run("log", "verify", "--no-pin", at: place)
            #expect(verified.status == 0, "\(fault) \(verified.output)")
            let after = try lines(place)
            #expect(Array(after.prefix(before.count)) == before, "\(fault)")
            if command.contains("invite") { #expect(after.count == before.count + (isHit ? 0 : 1), "\(fault)") }
            let again = try await Binary.bash(command, at: place)
            #expect(again.status == 0, "\(fault) \(again.errors)")
        }
    }
}
