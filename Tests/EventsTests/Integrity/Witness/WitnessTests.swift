import TestSupport
import Testing

@testable import Events

@Suite struct `A witness` {
    private static let noon: UInt64 = 1_790_000_000

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `cosigns a log that only grows, and nothing else`(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let log = WitnessedLog(leaves: 60, with: &generator)
        let home = try WitnessHome()
        let witness = try home.witness(of: log.signer.verifier)
        var size = 0
        while size < 60 {
            let next = Int.random(in: max(1, size)...60, using: &generator)
            let update = try log.update(size, to: next)
            if size > 0, size < next {
                let index = Int.random(in: 0..<update.hashes.count, using: &generator)
                var hashes = update.hashes
                hashes[index] = try #require(hashes[index].flipping(Int.random(in: 0..<256, using: &generator)))
                for broken in [hashes, Array(update.hashes.dropLast()), update.hashes + [hashes[0]]] {
                    let request = CheckpointUpdate(oldSize: update.oldSize, hashes: broken, note: update.note)
                    let refusal = #expect(throws: WitnessRefusal.self, "seed \(seed)") {
                        try witness.add(request.text.utf8, at: Self.noon)
                    }
                    guard case .inconsistent? = refusal else {
                        Issue.record("seed \(seed): \(String(describing: refusal))")
                        continue
                    }
                }
            }
            let cosignature = try witness.add(update.text.utf8, at: Self.noon)
            #expect(try home.signer.verifier.verify(update.note.adding(cosignature)) == cosignature, "seed \(seed)")
            #expect(cosignature.cosignedAt == Self.noon)
            size = next
            #expect(witness.size(of: log.signer.name) == UInt64(size))
        }
    }

    @Test func `shows that two auditors were shown different logs`() throws {
        var generator = SeededGenerator(seed: 7)
        let log = WitnessedLog(leaves: 40, with: &generator)
        let fork = log.branch(at: 25, with: &generator)
        let witness = try WitnessHome().witness(of: log.signer.verifier)
        _ = try witness.add(log.request(0, to: 20), at: Self.noon)
        // Up to where they part, both are the same.
        _ = try witness.add(fork.request(20, to: 25), at: Self.noon)
        _ = try witness.add(log.request(25, to: 30), at: Self.noon)
        #expect(throws: WitnessRefusal.contradiction(size: 30)) {
            try witness.add(fork.request(30, to: 30), at: Self.noon)
        }
        #expect(throws: WitnessRefusal.conflict(size: 30)) {
            try witness.add(fork.request(25, to: 30), at: Self.noon)
        }
        #expect(throws: WitnessRefusal.inconsistent(.inconsistent)) {
            try witness.add(fork.request(30, to: 40), at: Self.noon)
        }
        // The one that was cosigned goes on.
        _ = try witness.add(log.request(30, to: 40), at: Self.noon)
    }

    @Test func `tells a log that goes back, or lost its place, where it is`() throws {
        var generator = SeededGenerator(seed: 8)
        let log = WitnessedLog(leaves: 40, with: &generator)
        let witness = try WitnessHome().witness(of: log.signer.verifier)
        #expect(throws: WitnessRefusal.conflict(size: 0)) { try witness.add(log.request(5, to: 9), at: Self.noon) }
        _ = try witness.add(log.request(0, to: 30), at: Self.noon)
        for (old, new) in [(0, 30), (0, 10), (10, 10), (10, 40), (31, 40)] {
            #expect(throws: WitnessRefusal.conflict(size: 30), "\(old) to \(new)") {
                try witness.add(log.request(old, to: new), at: Self.noon)
            }
        }
        // The same again is the same.
        _ = try witness.add(log.request(30, to: 30), at: Self.noon)
        #expect(witness.size(of: log.signer.name) == 30)
    }

    @Test func `knows its logs by name and key`() throws {
        var generator = SeededGenerator(seed: 9)
        let log = WitnessedLog(leaves: 4, with: &generator)
        let stranger = WitnessedLog(name: "autre.example/eaf/1", leaves: 4, with: &generator)
        let thief = WitnessedLog(leaves: 4, with: &generator)
        let witness = try WitnessHome().witness(of: log.signer.verifier)
        #expect(throws: WitnessRefusal.unknownOrigin("autre.example/eaf/1")) {
            try witness.add(stranger.request(0, to: 4), at: Self.noon)
        }
        #expect(throws: WitnessRefusal.notSigned(.notSigned(by: log.signer.name))) {
            try witness.add(thief.request(0, to: 4), at: Self.noon)
        }
        // A signature that belongs to another text.
        let mixed = SignedNote(text: try log.note(4).text, signatures: try log.note(3).signatures)
        #expect(throws: WitnessRefusal.notSigned(.badSignature(by: log.signer.name))) {
            try witness.add(CheckpointUpdate(oldSize: 0, hashes: [], note: mixed).text.utf8, at: Self.noon)
        }
        // Signatures by keys that it does not know are not looked at; a log may have several keys.
        let both = SignedNote(text: mixed.text, signatures: try thief.note(4).signatures + log.note(4).signatures)
        _ = try witness.add(CheckpointUpdate(oldSize: 0, hashes: [], note: both).text.utf8, at: Self.noon)
        let two = try WitnessHome().witness(of: thief.signer.verifier, log.signer.verifier)
        _ = try two.add(log.request(0, to: 4), at: Self.noon)
        #expect(two.size(of: "autre.example/eaf/1") == 0)
    }

    @Test func `refuses what is no request`() throws {
        var generator = SeededGenerator(seed: 10)
        let log = WitnessedLog(leaves: 9, with: &generator)
        let witness = try WitnessHome().witness(of: log.signer.verifier)
        let good = String(decoding: try log.request(0, to: 9), as: UTF8.self)
        let hash = log.tree.root(0..<9).base64
        let lines = String(repeating: hash + "\n", count: 64)
        var bad = [
            "", "old 0\n", "old 0\n\n", good.replacing("old 0", with: "old 00"),
            good.replacing("old 0", with: "old -1"),
            good.replacing("old 0", with: "Old 0"), good.replacing("old 0\n", with: "old 0\nAAAA\n"),
            good.replacing("old 0\n", with: "old 0\n\(lines)"), good.replacing("old 0\n", with: "old 0\r\n"),
            good.replacing("\n9\n", with: "\n09\n"), String(good.dropLast()), good + "\n", good + "x\n",
            good.replacing("old 0\n\n", with: "old 0\n"), good.replacing("old 0", with: "old 18446744073709551616"),
            // It goes backwards.
            good.replacing("old 0", with: "old 10"),
        ]
        bad.append("old 0\n\n" + String(repeating: "a", count: 2 << 20))
        for text in bad {
            let refusal = #expect(throws: WitnessRefusal.self) { try witness.add(text.utf8, at: Self.noon) }
            guard case .malformed? = refusal else {
                Issue.record("\(text.prefix(80)): \(String(describing: refusal))")
                continue
            }
        }
        #expect(throws: WitnessRefusal.inconsistent(.tooLong)) {
            try witness.add(good.replacing("old 0\n", with: "old 0\n\(hash)\n").utf8, at: Self.noon)
        }
        #expect(witness.size(of: log.signer.name) == 0)
    }

    @Test func `never says an earlier time of a later checkpoint`() throws {
        var generator = SeededGenerator(seed: 11)
        let log = WitnessedLog(leaves: 9, with: &generator)
        let home = try WitnessHome()
        var witness: Witness? = try home.witness(of: log.signer.verifier)
        _ = try witness?.add(log.request(0, to: 5), at: Self.noon)
        witness = nil
        witness = try home.witness(of: log.signer.verifier)
        #expect(try witness?.add(log.request(5, to: 9), at: Self.noon - 3_600).cosignedAt == Self.noon)
        #expect(try witness?.add(log.request(9, to: 9), at: Self.noon + 1).cosignedAt == Self.noon + 1)
    }

    @Test func `asked by many at once, follows one history`() async throws {
        var generator = SeededGenerator(seed: 12)
        let log = WitnessedLog(leaves: 64, with: &generator)
        let branches = (0..<8).map { _ in log.branch(at: 10, with: &generator) }
        let witness = try WitnessHome().witness(of: log.signer.verifier)
        _ = try witness.add(log.request(0, to: 10), at: Self.noon)
        let winners = await withTaskGroup(of: [Int].self) { group in
            for (index, branch) in branches.enumerated() {
                group.addTask {
                    var won: [Int] = []
                    for size in stride(from: 12, through: 64, by: 4) {
                        // Each asks from where the witness says that it is.
                        let old = Int(witness.size(of: WitnessedLog.origin))
                        guard old < size else { continue }
                        if (try? witness.add(branch.request(old, to: size), at: Self.noon)) != nil {
                            won.append(index)
                        }
                    }
                    return won
                }
            }
            return await group.reduce(into: Set<Int>()) { $0.formUnion($1) }
        }
        #expect(winners.count == 1)
        #expect(witness.size(of: WitnessedLog.origin) > 10)
    }
}
