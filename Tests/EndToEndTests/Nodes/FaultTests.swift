import Foundation
import PostgresTestSupport
import TestSupport
import Testing

/// In every case: nothing acknowledged is lost, nothing is there twice, health says so within a second, and service comes back by
/// itself.
@Suite(.enabled(if: TestServer.isThere), .serialized) struct `A node that loses its database` {
    private static let vitals = "type = 'fr.eaf.vital.reported.v1'"

    private func ready(_ node: RunningServer) async throws -> Int {
        try await node.client().get("health/ready").status
    }

    private func says(_ status: Int, _ node: RunningServer, withinSeconds seconds: Double) async throws {
        try await eventually("ready is \(status)", withinSeconds: seconds) { try await ready(node) == status }
    }

    /// Lets a client report while `fault` happens, and until something was acknowledged afterwards.
    private func report(
        to node: RunningServer, while fault: () async throws -> Void
    ) async throws -> Reporter {
        let reporter = Reporter()
        let client = node.client()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await reporter.report(to: client) }
            defer { reporter.stop() }
            try await eventually("reports are taken") { reporter.acknowledged > 10 }
            try await fault()
            let before = reporter.acknowledged
            try await eventually("reports are taken again") { reporter.acknowledged > before + 10 }
            reporter.stop()
            try await group.waitForAll()
        }
        return reporter
    }

    /// Cut, or so that nothing passes and nothing says so.
    @Test(.timeLimit(.minutes(2)), arguments: [CutProxy.Fault.down, .frozen])
    func `by a network that is cut comes back, and the other node never noticed`(_ fault: CutProxy.Fault) async throws
    {
        let database = try TestDatabase()
        let proxy = try CutProxy(before: TestServer.main.port)
        let cluster = try Cluster(database, url: proxy.url(database.url))
        let cut = try await cluster.serve()
        let other = try await cluster.serve([
            "EAF_WORKER": "false", "DATABASE_URL": database.url, "DIRECT_URL": database.url,
        ])
        let reporter = try await report(to: cut) {
            proxy.set(fault)
            try await says(503, cut, withinSeconds: 1)
            #expect(try await ready(other) == 200)
            #expect(
                try await other.client().send("POST", "metrics/vitals", ["name": "INP", "value": 1]).status == 200)
            proxy.set(.none)
            try await says(200, cut, withinSeconds: 15)
        }
        let found = try cluster.count(Self.vitals) - 1
        #expect(found >= reporter.acknowledged && found <= reporter.asked)
        for node in [cut, other] { #expect(try await node.stop() == 0) }
    }

    /// A URL may name hosts of which one says nothing: every new connection waits for it first.
    @Test(.timeLimit(.minutes(2)))
    func `on its first host is ready all the time, whatever it tidies up`() async throws {
        let database = try TestDatabase()
        let port = TestServer.main.port
        let silent = try CutProxy(before: port)
        silent.set(.frozen)
        let cluster = try Cluster(database, url: database.url)
        let first = try await cluster.serve()
        _ = try await first.registered("efface@essai.example")
        let erased = try await Binary.run(
            "erase", "efface@essai.example", "--yes", at: first.place, environment: cluster.environment)
        #expect(erased.status == 0, "\(erased.errors)")
        let pair = database.url.replacing(":\(port)/", with: ":\(silent.port),127.0.0.1:\(port)/")
        let url = pair + "?target_session_attrs=read-write&connect_timeout=2"
        let node = try await cluster.serve(["EAF_WORKER": "false", "DATABASE_URL": url, "DIRECT_URL": url])
        let deadline = ContinuousClock.now + .seconds(8)
        var asked = 0
        while ContinuousClock.now < deadline {
            #expect(try await ready(node) == 200, "question \(asked)")
            asked += 1
            try await Task.sleep(for: .milliseconds(50))
        }
        #expect(asked > 40)
        for node in [first, node] { #expect(try await node.stop() == 0) }
    }

    @Test(.timeLimit(.minutes(2)))
    func `by restarts of server and pgbouncer comes back by itself`() async throws {
        let servers = try await OwnServers()
        try await servers.startPgbouncer()
        let cluster = try Cluster(
            try TestDatabase(), environment: ["DATABASE_URL": servers.bouncerURL, "DIRECT_URL": servers.url])
        let node = try await cluster.serve()
        let reporter = try await report(to: node) {
            try await servers.stopPrimary()
            try await says(503, node, withinSeconds: 1)
            try await servers.startPrimary()
            try await says(200, node, withinSeconds: 15)
        }
        let second = try await report(to: node) {
            try await servers.killPgbouncer()
            try await says(503, node, withinSeconds: 1)
            try await servers.startPgbouncer()
            try await says(200, node, withinSeconds: 15)
        }
        let text = try await servers.sql("SELECT count(*) FROM eventlog.events WHERE \(Self.vitals)")
        let found = try #require(Int(text.trimmingCharacters(in: .whitespacesAndNewlines)))
        #expect(found >= reporter.acknowledged + second.acknowledged && found <= reporter.asked + second.asked)
        #expect(try await node.stop() == 0)
    }

    @Test(.timeLimit(.minutes(2)))
    func `finds everything on the synchronous standby that takes over`() async throws {
        let servers = try await OwnServers()
        try await servers.startStandby(isSynchronous: true)
        let cluster = try Cluster(
            try TestDatabase(), environment: ["DATABASE_URL": servers.pairURL, "DIRECT_URL": servers.pairURL])
        let node = try await cluster.serve()
        let reporter = try await report(to: node) {
            try await servers.killPrimary()
            try await says(503, node, withinSeconds: 1)
            let began = ContinuousClock.now
            try await servers.promote()
            try await says(200, node, withinSeconds: 20)
            print("failover: served again \(ContinuousClock.now - began) after the promotion began")
        }
        let gapless = "SELECT count(*) = max(position) FROM eventlog.records"
        #expect(try await servers.sql(gapless, port: servers.ports.standby) == "t\n")
        let vitals = try await servers.sql(
            "SELECT count(*) FROM eventlog.events WHERE \(Self.vitals)", port: servers.ports.standby)
        let found = try #require(Int(vitals.trimmingCharacters(in: .whitespacesAndNewlines)))
        #expect(found >= reporter.acknowledged && found <= reporter.asked)
        #expect(try await node.stop() == 0)
    }

    @Test(.timeLimit(.minutes(2)))
    func `refuses to go on with a standby that was behind, and says what to do`() async throws {
        let servers = try await OwnServers()
        try await servers.startStandby(isSynchronous: false)
        let cluster = try Cluster(
            try TestDatabase(), environment: ["DATABASE_URL": servers.pairURL, "DIRECT_URL": servers.pairURL])
        let node = try await cluster.serve()
        let client = node.client()
        func report() async throws -> Int {
            try await client.send("POST", "metrics/vitals", ["name": "INP", "value": 80]).status
        }
        #expect(try await report() == 200)
        let last = "SELECT max(position) FROM eventlog.records"
        let known = try await servers.sql(last)
        try await eventually("the standby has it") {
            try await servers.sql(last, port: servers.ports.standby) == known
        }
        try await servers.stopStandby()
        for _ in 0..<3 { #expect(try await report() == 200, "acknowledged, and not on the standby") }
        try await servers.killPrimary()
        try await servers.promote()
        try await eventually("the node says so") { node.child.errors.contains("ramené en arrière") }
        for _ in 0..<5 {
            #expect(try await report() == 503)
            #expect(try await ready(node) == 503)
            try await Task.sleep(for: .milliseconds(300))
        }
        #expect(try await servers.sql(last, port: servers.ports.standby) == known, "nothing was written over it")
        #expect(try await node.stop() == 0)
        // A restart does not make it forget: what it saw is on its disk, whatever was signed.
        for signed in [node.place.log + "/checkpoint", node.place.data + "/signed-checkpoint"] {
            try FileManager.default.removeItem(atPath: signed)
        }
        let again = try await Binary.run("serve", at: node.place, environment: cluster.environment)
        #expect(again.status == 65 && again.errors.contains("a perdu des écritures confirmées"), "\(again.errors)")
        #expect(again.errors.contains(node.place.data + "/log-seen"))
        #expect(try await servers.sql(last, port: servers.ports.standby) == known, "nor was it by the restart")
    }

    @Test(.timeLimit(.minutes(2)))
    func `that is refused for good is said to be so, with the code of each`() async throws {
        let database = try TestDatabase()
        let missing = TestServer.main.url(of: "nulle_part")
        let stranger = database.url.replacingOccurrences(of: "postgres@", with: "personne_de_connu@")
        for url in [missing, stranger] {
            let place = try Place()
            let environment = ["DATABASE_URL": url]
            let serve = try await Binary.run("serve", at: place, environment: environment)
            #expect(serve.status == 78 && serve.errors.contains("refuse l'accès"), "\(serve.errors)")
            let info = try await Binary.run("log", "info", at: place, environment: environment)
            #expect(info.status == 77 && info.errors.contains("refuse l'accès"), "\(info.errors)")
        }
        let gone = ["DATABASE_URL": "postgresql://postgres@127.0.0.1:1/postgres"]
        let serve = try await Binary.run("serve", at: try Place(), environment: gone)
        #expect(serve.status == 69 && serve.errors.contains("ne répond pas"), "\(serve.errors)")
    }
}
