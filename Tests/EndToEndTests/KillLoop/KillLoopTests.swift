import Foundation
import Synchronization
import Testing

@Suite struct `A server that is killed` {
    private static let rounds = 12
    private static let pupilsPerRound = 6

    @Test(.timeLimit(.minutes(3)))
    func `loses nothing that it acknowledged, and does nothing twice`() async throws {
        let seed =
            ProcessInfo.processInfo.environment["EAF_TEST_SEED"].flatMap { UInt64($0) } ?? .random(in: 0...999_999)
        print("kill loop: EAF_TEST_SEED=\(seed)")
        var random = SeededGenerator(seed: seed)
        let place = try Place()
        var server = try await RunningServer(place)
        let teacher = try await server.teacher()
        let vitals = Vitals()
        var everybody: [Pupil] = []
        for round in 1...Self.rounds {
            let pupils = (0..<Self.pupilsPerRound).map { pupil($0, round, at: server.origin) }
            try await hammer(server, pupils, vitals, &random)
            server = try await RunningServer(place)
            if round.isMultiple(of: 3) {
                // Killed while it is putting things in order, or correcting what the first kill interrupted.
                try await Task.sleep(for: .milliseconds(Int.random(in: 0...400, using: &random)))
                try await server.kill()
                server = try await RunningServer(place)
            }
            for pupil in pupils { pupil.move(to: server.origin) }
            let complaints = try await check(pupils, place) + vitals.complaints(teacher.at(server.origin))
            #expect(complaints.isEmpty, "round \(round) of seed \(seed)")
            everybody += pupils
        }
        for pupil in everybody { pupil.move(to: server.origin) }
        #expect(try await check(everybody, place).isEmpty, "the end of seed \(seed)")
        let log = try LogFile(place)
        let interrupted = log.of("correction.failed").count
        print("kill loop: \(Totals(everybody)), \(interrupted) corrections interrupted, \(log.lines.count) records")
        #expect(try await server.stop() == 0)
        #expect(LogCheck.unfinished(in: place) == [], "seed \(seed)")
    }

    /// Pupils 0 and 1 want the same address; two of the others hand in a copie.
    private func pupil(_ index: Int, _ round: Int, at origin: String) -> Pupil {
        let email = "eleve-\(round)-\(max(index, 1))@essai.example"
        return Pupil(email, at: origin, uploads: index == 2 ? [.pdf, .pdf] : index == 3 ? [.png] : [])
    }

    /// Everybody acts at once until the server is killed at a random moment.
    private func hammer(
        _ server: RunningServer, _ pupils: [Pupil], _ vitals: Vitals, _ random: inout SeededGenerator
    ) async throws {
        let moment = Int.random(in: 300...1_500, using: &random)
        let randoms = pupils.map { _ in SeededGenerator(seed: random.next()) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (pupil, random) in zip(pupils, randoms) { group.addTask { await pupil.act(random) } }
            group.addTask { await vitals.report(server.client()) }
            try await Task.sleep(for: .milliseconds(moment))
            try await server.kill()
            try await group.waitForAll()
        }
    }

    private func check(_ pupils: [Pupil], _ place: Place) async throws -> [String] {
        var complaints: [String] = []
        // Of two who wanted the same address, at most one has it: whoever was told so.
        let rivals = Dictionary(grouping: pupils, by: \.email).values
        for group in rivals {
            let winners = group.filter { $0.remembered.isRegistered }
            if winners.count > 1 { complaints.append("\(group[0].email) was given twice") }
            complaints += try await PupilCheck.complaints(of: winners.first ?? group[0])
        }
        complaints += try LogCheck(place, isSettled: true).complaints
        let verified = try await Binary.run("log", "verify", at: place)
        if verified.status != 0 { complaints.append(verified.output + verified.errors) }
        return complaints
    }
}

/// Browsers that report how fast pages are: how many reports were sent, how many acknowledged.
final class Vitals: Sendable {
    private let count = Mutex((asked: 0, acknowledged: 0))

    /// Reports until the server is gone.
    func report(_ client: Client) async {
        while true {
            count.withLock { $0.asked += 1 }
            guard let answer = try? await client.send("POST", "metrics/vitals", ["name": "INP", "value": 80]),
                answer.status == 200
            else { return }
            count.withLock { $0.acknowledged += 1 }
        }
    }

    func complaints(_ teacher: Client) async throws -> [String] {
        let vitals = try await teacher.get("metrics/vitals").object["vitals"] as? [String: [String: Any]] ?? [:]
        let found = vitals["INP"]?["count"] as? Int ?? 0
        let (asked, acknowledged) = count.withLock { $0 }
        return found >= acknowledged && found <= asked ? [] : ["\(found) vitals of \(acknowledged) to \(asked)"]
    }
}
