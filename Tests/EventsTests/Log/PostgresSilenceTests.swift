import Foundation
import PostgresTestSupport
import TestSupport
import Testing

@testable import Events

@Suite(.enabled(if: TestServer.isThere)) struct `A node whose network goes in the middle of a commit` {
    /// Decided under the lock, or ahead of it; with the server or with pgbouncer at the other end.
    @Test(arguments: [Int.max, 0], [TestServer.main, .bouncer])
    func `leaves the turn to others`(_ turnsAloneMin: Int, _ server: TestServer) throws {
        let database = try TestDatabase()
        let proxy = try CutProxy(before: server.port)
        let url = proxy.url(server.url(of: database.name)) + "?sslmode=disable"
        var configuration = PostgresEventLog.Configuration.impatient(url)
        configuration.turnsAloneMin = turnsAloneMin
        let log = try PostgresEventLog(writing: configuration)
        var maker = CommitMaker(seed: 1)
        try log.fill(3, recordsMax: 3, with: &maker)
        configuration = .impatient(database.url)
        configuration.lockMax = .seconds(1)
        configuration.idleMax = .milliseconds(300)
        configuration.turnsAloneMin = turnsAloneMin
        let direct = try PostgresEventLog(writing: configuration)
        try direct.fill(1, recordsMax: 2, with: &maker)
        let before = try direct.everything()
        let head = try direct.head
        let lost = try maker.commit(after: head, pages: ["/a", "/b"])
        let theirs = try maker.commit(after: head, pages: ["/autre"])
        _ = try log.append(after: .zero, catchUp: { _ in }, batch: { _ in nil })
        let ended = DispatchSemaphore(value: 0)
        let sending = Thread {
            _ = try? log.append(after: head.position, catchUp: { _ in }) { at in
                guard at == head else { return nil }
                // All but the end of COMMIT arrives.
                proxy.set(.withhold(30))
                return lost
            }
            ended.signal()
        }
        sending.start()
        let deadline = ContinuousClock.now + .seconds(20)
        while proxy.fired == 0, ContinuousClock.now < deadline { usleep(1_000) }
        #expect(proxy.fired == 1)
        // Nor can it ask what became of it.
        proxy.set(.down)
        // Its messages are being carried out, and the lock is taken.
        usleep(200_000)
        let began = ContinuousClock.now
        _ = try direct.append(after: head.position, catchUp: { _ in }) { at in at == head ? theirs : nil }
        #expect(ContinuousClock.now - began < .seconds(5))
        #expect(ended.wait(timeout: .now() + 30) == .success)
        #expect(try direct.everything() == before + theirs.bytes)
    }
}
