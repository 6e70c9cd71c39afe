import TestSupport
import Testing

@testable import Events

@Suite struct `The state of a witness` {
    private static let noon: UInt64 = 1_790_000_000

    @Test func `is there again after a restart, whoever else's log is in it`() throws {
        var generator = SeededGenerator(seed: 1)
        let log = WitnessedLog(leaves: 9, with: &generator)
        let other = WitnessedLog(name: "autre.example/eaf/1", leaves: 9, with: &generator)
        let home = try WitnessHome()
        var witness: Witness? = try home.witness(of: log.signer.verifier, other.signer.verifier)
        _ = try witness?.add(log.request(0, to: 5), at: Self.noon)
        _ = try witness?.add(other.request(0, to: 7), at: Self.noon)
        // One of them is not looked after for a while; its place is kept.
        witness = nil
        witness = try home.witness(of: log.signer.verifier)
        _ = try witness?.add(log.request(5, to: 9), at: Self.noon)
        witness = nil
        witness = try home.witness(of: other.signer.verifier)
        #expect(witness?.size(of: other.signer.name) == 7 && witness?.size(of: log.signer.name) == 9)
        #expect(try home.folder.names() == ["cle", "etat", "etat.lock"])
    }

    @Test func `belongs to one process`() throws {
        let home = try WitnessHome()
        let file = try WitnessFile(path: home.statePath, files: home.files)
        #expect(throws: WitnessError.inUse(path: home.statePath)) {
            _ = try WitnessFile(path: home.statePath, files: home.files)
        }
        withExtendedLifetime(file) {}
    }

    @Test func `is not made anew beside a key that was used, nor without the key`() throws {
        var generator = SeededGenerator(seed: 2)
        let log = WitnessedLog(leaves: 9, with: &generator)
        let home = try WitnessHome()
        var witness: Witness? = try home.witness(of: log.signer.verifier, makesKey: false)
        // Nothing was signed yet, so it goes on.
        witness = nil
        witness = try home.witness(of: log.signer.verifier)
        _ = try witness?.add(log.request(0, to: 5), at: Self.noon)
        witness = nil
        try home.folder.remove("cle")
        #expect(throws: WitnessError.keyMissing(path: home.keyPath, state: home.statePath)) {
            try home.witness(of: log.signer.verifier)
        }
        try home.folder.write([], to: "cle")
        try home.folder.remove("etat")
        #expect(throws: WitnessError.stateMissing(path: home.statePath, key: home.keyPath)) {
            try home.witness(of: log.signer.verifier)
        }
    }

    @Test func `is refused when it is cut short or of another form`() throws {
        var generator = SeededGenerator(seed: 3)
        let log = WitnessedLog(leaves: 9, with: &generator)
        let home = try WitnessHome()
        var witness: Witness? = try home.witness(of: log.signer.verifier)
        _ = try witness?.add(log.request(0, to: 5), at: Self.noon)
        witness = nil
        let good = try home.folder.read("etat")
        for end in 0..<good.count - 1 {
            try home.folder.write(Array(good[..<end]), to: "etat")
            #expect(throws: WitnessError.damaged(path: home.statePath), "\(end) bytes") {
                try home.witness(of: log.signer.verifier)
            }
        }
        let text = String(decoding: good, as: UTF8.self)
        for bad in [
            text.replacing(#""format":1"#, with: #""format":2"#), "{}", "null",
            text.replacing(#"\n5\n"#, with: #"\n05\n"#),
        ] {
            try home.folder.write(Array(bad.utf8), to: "etat")
            #expect(throws: WitnessError.damaged(path: home.statePath), "\(bad)") {
                try home.witness(of: log.signer.verifier)
            }
        }
        try home.folder.write(good, to: "etat")
        #expect(try home.witness(of: log.signer.verifier).size(of: log.signer.name) == 5)
    }

    /// Whatever fails, and wherever the process ends: what was answered is known, and nothing else was answered.
    @Test(arguments: [FaultyFiles.Call.open, .write, .syncData, .rename, .syncDirectory, .remove])
    func `is durable before anybody is told, wherever a call fails`(_ call: FaultyFiles.Call) throws {
        var generator = SeededGenerator(seed: 4)
        let log = WitnessedLog(leaves: 9, with: &generator)
        let fork = log.branch(at: 5, with: &generator)
        for effect in [FaultyFiles.Effect.refuse, .half] where effect == .refuse || call == .write {
            let home = try WitnessHome()
            var witness: Witness? = try home.witness(of: log.signer.verifier)
            _ = try witness?.add(log.request(0, to: 5), at: Self.noon)
            // The remains of a write that was killed.
            if call == .remove { try home.folder.write([1, 2, 3], to: "etat.tmp") }
            home.files.arm(.init(call: call, nth: 1, effect: effect))
            let refusal = #expect(throws: WitnessRefusal.self) {
                try witness?.add(log.request(5, to: 9), at: Self.noon)
            }
            guard case .unwritten? = refusal else {
                Issue.record("\(call): \(String(describing: refusal))")
                continue
            }
            #expect(home.files.hasFired)
            home.files.heal()
            // The process ends here. What was not answered may be known; what is known then is what was asked.
            witness = nil
            witness = try home.witness(of: log.signer.verifier)
            let size = Int(try #require(witness?.size(of: log.signer.name)))
            #expect(size == 5 || size == 9)
            if size == 9 {
                #expect(throws: WitnessRefusal.contradiction(size: 9)) {
                    try witness?.add(fork.request(9, to: 9), at: Self.noon)
                }
            }
            _ = try witness?.add(log.request(size, to: 9), at: Self.noon)
        }
    }

    @Test func `of a process that was killed before it answered lets the log go on`() throws {
        var generator = SeededGenerator(seed: 5)
        let log = WitnessedLog(leaves: 9, with: &generator)
        let home = try WitnessHome()
        var witness: Witness? = try home.witness(of: log.signer.verifier)
        // Written and never heard of.
        _ = try witness?.add(log.request(0, to: 6), at: Self.noon)
        witness = nil
        witness = try home.witness(of: log.signer.verifier)
        #expect(throws: WitnessRefusal.conflict(size: 6)) { try witness?.add(log.request(0, to: 6), at: Self.noon) }
        let cosignature = try #require(try witness?.add(log.request(6, to: 6), at: Self.noon))
        #expect(throws: Never.self) { try home.signer.verifier.verify(log.note(6).adding(cosignature)) }
    }
}
