import Foundation
import Glibc
import PostgresTestSupport
import Testing

@Suite(.enabled(if: TestServer.isThere)) struct `A node that freezes` {
    @Test(.timeLimit(.minutes(2)))
    func `with the turn loses it to the other, which writes within ten seconds`() async throws {
        let database = try TestDatabase()
        let cluster = try Cluster(database, url: database.url)
        let nodes = try await [cluster.serve(), cluster.serve()]
        let reporters = nodes.map { _ in Reporter() }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (node, reporter) in zip(nodes, reporters) {
                let client = node.client()
                group.addTask { await reporter.report(to: client) }
            }
            defer { for reporter in reporters { reporter.stop() } }
            try await freeze(nodes[0], withTheTurnOf: database)
            let began = ContinuousClock.now
            let before = reporters.map(\.acknowledged)
            try await eventually("the other writes", withinSeconds: 10) { reporters[1].acknowledged > before[1] }
            print("frozen with the turn: the other wrote after \(ContinuousClock.now - began)")
            nodes[0].child.signal(SIGCONT)
            try await eventually("both write again") {
                zip(reporters, before).allSatisfy { $0.acknowledged > $1 + 10 }
            }
            for reporter in reporters { reporter.stop() }
            try await group.waitForAll()
        }
        let found = try cluster.count("type = 'fr.eaf.vital.reported.v1'")
        #expect(found >= reporters.map(\.acknowledged).reduce(0, +) && found <= reporters.map(\.asked).reduce(0, +))
        #expect(try database.run("SELECT count(*) = max(position) FROM eventlog.records") == "t")
        for node in nodes { #expect(try await node.stop() == 0) }
    }

    /// Stops a node's process at a moment when its session holds the log's lock, as the database says.
    private func freeze(_ node: RunningServer, withTheTurnOf database: TestDatabase) async throws {
        let held = """
            SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE locktype = 'advisory' AND granted
            AND datname = current_database() AND state = 'idle in transaction'
            AND clock_timestamp() - state_change > interval '250 milliseconds'
            """
        try await eventually("the node stands still with the turn") {
            node.child.signal(SIGSTOP)
            try await Task.sleep(for: .milliseconds(350))
            if try database.run(held) == "1" { return true }
            node.child.signal(SIGCONT)
            try await Task.sleep(for: .milliseconds(Int.random(in: 20...60)))
            return false
        }
    }
}
