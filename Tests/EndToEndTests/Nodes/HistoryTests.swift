import Foundation
import PostgresTestSupport
import Testing

/// Pupils act on two nodes at once, rivals for the same addresses and twins under the same idempotency keys, while nodes are killed and frozen; afterwards everything that was
/// acknowledged is asked for, and the log is looked at without any code that wrote it.
@Suite(.enabled(if: TestServer.isThere)) struct `The history of several nodes` {
    @Test(.timeLimit(.minutes(4)))
    func `has everything that was acknowledged, once, whoever was killed or frozen`() async throws {
        let seed =
            ProcessInfo.processInfo.environment["EAF_TEST_SEED"].flatMap { UInt64($0) } ?? .random(in: 0...999_999)
        print("history of nodes: EAF_TEST_SEED=\(seed)")
        var random = SeededGenerator(seed: seed)
        let cluster = try Cluster(try TestDatabase(), environment: ["EAF_LEASE_SECONDS": "10"])
        var everybody: [Pupil] = []
        var twins: [Twins] = []
        for round in 1...2 {
            async let starting = cluster.serve(["EAF_WORKER": "true"])
            let nodes = try await [starting, cluster.serve(["EAF_WORKER": "true"])]
            let pupils = (0..<6).map { index in
                Pupil(
                    "eleve-\(round)-\(index / 2)@essai.example", at: nodes[index % 2].origin,
                    uploads: index < 2 ? [.pdf] : [], mayWait: true)
            }
            let pairs = (0..<2).map { index in
                Twins("jumelles-\(round)-\(index)@essai.example", at: nodes.map(\.origin))
            }
            let randoms = pupils.map { _ in SeededGenerator(seed: random.next()) }
            let moment = Int.random(in: 400...900, using: &random)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (pupil, random) in zip(pupils, randoms) { group.addTask { await pupil.act(random) } }
                for pair in pairs { group.addTask { await pair.act() } }
                try await Task.sleep(for: .milliseconds(moment))
                if round == 1 {
                    // Frozen, perhaps in its turn: the others wait until the database takes the turn away.
                    nodes[0].child.signal(SIGSTOP)
                    try await Task.sleep(for: .milliseconds(7_000))
                    nodes[0].child.signal(SIGCONT)
                    try await Task.sleep(for: .milliseconds(moment))
                }
                try await nodes[0].kill()
                try await Task.sleep(for: .milliseconds(moment))
                try await nodes[1].kill()
                try await group.waitForAll()
            }
            everybody += pupils
            twins += pairs
        }
        let judge = try await cluster.serve(["EAF_WORKER": "true"])
        for pupil in everybody { pupil.move(to: judge.origin) }
        for rivals in Dictionary(grouping: everybody, by: \.email).values {
            let winners = rivals.filter { $0.remembered.isRegistered }
            #expect(winners.count <= 1, "\(rivals[0].email), seed \(seed)")
            let complaints = try await PupilCheck.complaints(of: winners.first ?? rivals[0])
            #expect(complaints.isEmpty, "seed \(seed)")
        }
        for pair in twins {
            #expect(try await pair.complaints(at: judge.client()) == [], "seed \(seed)")
        }
        #expect(twins.contains { $0.rounds > 0 }, "seed \(seed)")
        print("history of nodes: \(twins.map(\.rounds).reduce(0, +)) keys used on both nodes at once")
        let open = "type = 'fr.eaf.correction.requested.v1'"
        try await eventually("all copies are corrected", withinSeconds: 60) {
            try cluster.count(open) == cluster.count("type = 'fr.eaf.correction.completed.v1'")
        }
        try await check(cluster, seed)
        #expect(try await judge.stop() == 0)
    }

    private func check(_ cluster: Cluster, _ seed: UInt64) async throws {
        let place = try await cluster.exported()
        let verified = try await Binary.run("log", "verify", "--no-pin", at: place)
        #expect(verified.status == 0, "seed \(seed): \(verified.output)\(verified.errors)")
        let log = try LogFile(place)
        #expect(log.junk == 0)
        #expect(log.lines.map(\.position) == Array(1...log.lines.count), "seed \(seed): gaps")
        #expect(log.lines.last.map { $0.position == $0.commit } ?? false, "seed \(seed)")
        func once(_ names: [String], _ what: String) {
            #expect(Set(names).count == names.count, "seed \(seed): \(what) twice")
        }
        once(log.of("account.registered").map { $0.data["emailHash"] as? String ?? "" }, "an address")
        once(
            log.lines.filter { ["epreuve.generated", "copie.uploaded"].contains($0.type) }.compactMap(\.key), "a key")
        once(log.of("correction.completed").map(\.subject), "a correction")
        print("history of nodes: \(log.lines.count) records")
    }
}
