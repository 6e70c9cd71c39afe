import Events
import Foundation
import Logging
import NIOEmbedded
import Projections
import Synchronization
import TestSupport
import Testing

@testable import API

@Suite struct `The sign of life` {
    /// No person has a key.
    private struct NoKeys: KeyRing {
        func key(for person: PersonID) -> PersonKey? { nil }
    }

    /// A vital part that answers only while it is told to.
    private final class Part: Sendable {
        private struct State {
            var isStuck = false
            var asked = 0
            var waiting: [CheckedContinuation<Void, Never>] = []
        }

        private let state = Mutex(State())

        var asked: Int { state.withLock { $0.asked } }

        func respond() async {
            await withCheckedContinuation { continuation in
                let answers = state.withLock { state in
                    state.asked += 1
                    if state.isStuck { state.waiting.append(continuation) }
                    return !state.isStuck
                }
                if answers { continuation.resume() }
            }
        }

        func stick() { state.withLock { $0.isStuck = true } }

        func release() {
            let waiting = state.withLock { state in
                state.isStuck = false
                defer { state.waiting = [] }
                return state.waiting
            }
            for continuation in waiting { continuation.resume() }
        }
    }

    /// How many answers have come.
    private final class Answers: Sendable {
        private let value = Mutex(0)

        var count: Int { value.withLock { $0 } }
        func add() { value.withLock { $0 += 1 } }
    }

    private func eventually(_ what: String, _ condition: () -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(20)
        while !condition() {
            try #require(ContinuousClock.now < deadline, "\(what)")
            try await Task.sleep(for: .milliseconds(2))
        }
    }

    @Test func `is given again and again, and stays away while one part does not answer`() async throws {
        let listener = try DatagramListener("@eaf/watchdog/\(getpid())")
        let supervisor = try #require(
            Supervisor(
                environment: ["NOTIFY_SOCKET": listener.name], processID: 1, logger: Logger(label: "tests")))
        let (good, bad) = (Part(), Part())
        let service = WatchdogService(
            supervisor: supervisor, seconds: 0.01,
            parts: [
                VitalPart(name: "good") { await good.respond() }, VitalPart(name: "bad") { await bad.respond() },
            ],
            logger: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() })
        let running = Task { await service.run() }
        var signs: [String] = []
        try await eventually("signs come") {
            signs += listener.received()
            return signs.count > 3
        }
        #expect(signs.allSatisfy { $0 == "WATCHDOG=1" })
        bad.stick()
        // Whoever is asked after it is stuck does not answer: at most the round under way gives one more sign.
        let asked = bad.asked
        try await eventually("the stuck part is asked") { bad.asked > asked }
        _ = listener.received()
        try await Task.sleep(for: .milliseconds(100))
        #expect(listener.received() == [])
        bad.release()
        try await eventually("signs come again") { !listener.received().isEmpty }
        running.cancel()
        await running.value
    }

    @Test func `asks a writer that works, one whose log is down, and one that stops`() async throws {
        let folder = try TemporaryFolder()
        let files = RefusingFiles()
        let log = try JSONLEventLog(writing: folder.path + "/log", configuration: .standard, files: files)
        let writer = Writer(
            log: log, store: StateStore(ReadModels()), encoder: RecordEncoder(source: "/eaf/tests/1", keys: NoKeys()),
            clock: .real, limits: .standard)
        let part = VitalPart.writer(writer)
        let answers = Answers()
        let asking = Task {
            await part.respond()
            answers.add()
        }
        try await Task.sleep(for: .milliseconds(250))
        #expect(answers.count == 0, "its thread does not run")
        writer.start()
        await asking.value
        for _ in 0..<3 { await part.respond() }
        #expect(files.syncs == 0 && log.head.position == .zero, "asking writes nothing")
        files.refuse()
        let vital = VitalReported(name: .LCP, value: 1, rating: .good, page: "/", metricID: nil, navigationType: nil)
        await #expect(throws: WriterError.self) {
            try await writer.submit(
                ReportVital(report: vital), as: .anonymous, context: RecordContext(), key: nil)
        }
        await part.respond()
        writer.stop()
        await part.respond()
    }

    @Test func `goes on through an outage, wait by wait, and not through a wait without an end`() async throws {
        let (isWaiting, mayGoOn, turns) = (Answers(), DispatchSemaphore(value: 0), Pulse())
        let log = RefusingLog {
            isWaiting.add()
            mayGoOn.wait()
        }
        let writer = Writer(
            log: log, store: StateStore(ReadModels()), encoder: RecordEncoder(source: "/eaf/tests/1", keys: NoKeys()),
            clock: .real, limits: .standard)
        writer.start()
        let vital = VitalReported(name: .LCP, value: 1, rating: .good, page: "/", metricID: nil, navigationType: nil)
        let writing = Task {
            try await writer.submit(
                ReportVital(report: vital), as: .anonymous, context: RecordContext(), key: nil)
        }
        try await eventually("the turn has begun") { isWaiting.count == 1 }
        let part = VitalPart.writer(writer, turns: turns)
        let answers = Answers()
        for round in 1...3 {
            let asking = Task {
                await part.respond()
                answers.add()
            }
            try await Task.sleep(for: .milliseconds(150))
            #expect(answers.count == round - 1, "one wait that does not end")
            turns.beat()
            await asking.value
        }
        mayGoOn.signal()
        _ = try await writing.value
        writer.stop()
    }

    @Test func `asks every event loop`() async throws {
        let loop = NIOAsyncTestingEventLoop()
        let mayGoOn = DispatchSemaphore(value: 0)
        loop.execute { mayGoOn.wait() }
        let answers = Answers()
        let asking = Task {
            await VitalPart.eventLoops(loop).respond()
            answers.add()
        }
        try await Task.sleep(for: .milliseconds(50))
        #expect(answers.count == 0, "the loop does not turn")
        mayGoOn.signal()
        await asking.value
        await loop.shutdownGracefully()
    }
}
