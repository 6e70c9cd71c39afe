import Foundation
import PostgresTestSupport
import Testing

@Suite(.enabled(if: TestServer.isThere)) struct `Several nodes` {
    private static let password = "une-phrase-de-passe"

    @Test(.timeLimit(.minutes(2)))
    func `show on one what was written on another`() async throws {
        let cluster = try Cluster(try TestDatabase())
        async let starting = cluster.serve()
        let nodes = try await [starting, cluster.serve()]
        var client = try await nodes[0].registered("ecrit@essai.example")
        for round in 1...30 {
            let changed = try await client.send("PUT", "student/profile", ["targetScore": "\(round)"])
            #expect(changed.status == 200, "\(changed.text)")
            client = client.at(nodes[round % 2].origin)
            let seen = try await client.get("student/profile")
            #expect(seen["targetScore"] == "\(round)", "round \(round) at node \(round % 2)")
        }
        // A position that no log has is waited for within a bound.
        let dreamer = client.at(nodes[0].origin)
        dreamer.set("eaf_position", "99999999")
        let began = ContinuousClock.now
        #expect(try await dreamer.get("student/profile").status == 200)
        #expect(ContinuousClock.now - began < .seconds(10))
        for node in nodes { #expect(try await node.stop() == 0) }
    }

    @Test(.timeLimit(.minutes(2)))
    func `carry out once what comes to both at the same moment under one key, and answer alike`() async throws {
        let cluster = try Cluster(try TestDatabase())
        let nodes = try await [cluster.serve(), cluster.serve()]
        let twins = Twins("jumelles@essai.example", at: nodes.map(\.origin))
        try await twins.register()
        // The other node has heard of the account before the first request, which brings its position.
        for round in 1...15 { #expect(await twins.ask("cle-\(round)")) }
        #expect(twins.rounds == 15)
        #expect(try await twins.complaints(at: nodes[1].client()) == [])
        #expect(try cluster.count("type = 'fr.eaf.epreuve.generated.v1'") == 15)
        for node in nodes { #expect(try await node.stop() == 0) }
    }

    @Test(.timeLimit(.minutes(2)))
    func `end a session everywhere within a second`() async throws {
        let cluster = try Cluster(try TestDatabase())
        let nodes = try await [cluster.serve(), cluster.serve()]
        let here = try await nodes[0].registered("partout@essai.example")
        let there = Client(origin: nodes[1].origin)
        // Another browser brings no position: the account is there as soon as the node has heard of it.
        try await eventually("the account is known there", withinSeconds: 5) {
            try await there.login("partout@essai.example", Self.password).status == 200
        }
        #expect(try await there.get("auth/me").status == 200)
        let ended = try await here.send("DELETE", "auth/sessions")
        #expect(ended.status == 200, "\(ended.text)")
        try await eventually("the other session has ended", withinSeconds: 1) {
            try await there.get("auth/me").status == 401
        }
        #expect(try await here.at(nodes[1].origin).get("auth/me").status == 200)
        for node in nodes { #expect(try await node.stop() == 0) }
    }

    @Test(.timeLimit(.minutes(2)))
    func `find on one the text that a school added on another`() async throws {
        let cluster = try Cluster(try TestDatabase())
        let nodes = try await [cluster.serve(), cluster.serve()]
        let file = nodes[0].place.path + "/pupitre.txt"
        try Data("Un pupitre, et les billevesées d'autrefois.".utf8).write(to: URL(fileURLWithPath: file))
        let added = try await Binary.run("corpus", "import", file, at: nodes[0].place)
        #expect(added.status == 0, "\(added.errors)")
        let reader = try await nodes[1].registered("lecteur@essai.example")
        try await eventually("the text is found on the other node") {
            try await Task.sleep(for: .seconds(1))
            return try await reader.send("POST", "rag/search", ["query": "billevesees"]).text.contains("pupitre")
        }
        for node in nodes { #expect(try await node.stop() == 0) }
    }

    @Test(.timeLimit(.minutes(2)))
    func `count attempts to log in together`() async throws {
        let cluster = try Cluster(try TestDatabase())
        let nodes = try await [cluster.serve(), cluster.serve()]
        // One address, many accounts: each node alone would let ten pass.
        let clients = nodes.map { $0.client() }
        var statuses: [Int] = []
        for attempt in 0..<14 {
            let client = clients[attempt % 2]
            if attempt == 0 { clients[1].share(addressOf: clients[0]) }
            statuses.append(try await client.login("nul-\(attempt)@essai.example", Self.password).status)
        }
        #expect(statuses.prefix(10).allSatisfy { $0 == 401 }, "\(statuses)")
        #expect(statuses.suffix(4).contains(429), "\(statuses)")
        for node in nodes { #expect(try await node.stop() == 0) }
    }

    @Test(.timeLimit(.minutes(3)))
    func `correct every copie once, also when a worker dies with one`() async throws {
        let cluster = try Cluster(try TestDatabase(), environment: ["EAF_LEASE_SECONDS": "10"])
        let node = try await cluster.serve()
        let client = try await node.registered("copies@essai.example")
        let doomed = try await cluster.work(name: "condamne")
        for _ in 0..<4 {
            let handed = try await client.handIn(.pdf, epreuve: try await client.newEpreuve())
            #expect(handed.status == 202, "\(handed.text)")
        }
        try await eventually("the first worker has a copie") {
            try cluster.count("type = 'fr.eaf.correction.started.v1'") > 0
        }
        doomed.child.signal(SIGKILL)
        try await doomed.child.ended()
        let others = try await [cluster.work(name: "un"), cluster.work(name: "deux")]
        try await eventually("all are corrected", withinSeconds: 60) {
            try cluster.count("type = 'fr.eaf.correction.completed.v1'") == 4
        }
        for other in others { other.child.signal(SIGTERM) }
        for other in others { #expect(try await other.child.ended() == 0) }
        let log = try LogFile(try await cluster.exported())
        let bySubject = Dictionary(grouping: log.lines.filter { $0.type.hasPrefix("correction.") }, by: \.subject)
        #expect(bySubject.count == 4)
        for (subject, lines) in bySubject {
            #expect(lines.filter { $0.type == "correction.completed" }.count == 1, "\(subject)")
            // Nobody takes a copie that another has: only who died had one taken away.
            let takers = lines.filter { $0.type == "correction.started" }.map { $0.data["worker"] as? String }
            #expect(takers.count == 1 || takers.count == 2 && takers[0] == "condamne", "\(subject): \(takers)")
        }
        #expect(try await node.stop() == 0)
    }

    @Test func `alone can be a worker only on a log that it may share`() async throws {
        let outcome = try await Binary.run("worker", at: try Place())
        #expect(outcome.status == 78)
        #expect(outcome.errors.contains("DATABASE_URL"))
    }
}
