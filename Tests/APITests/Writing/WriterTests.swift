import Events
import Foundation
import Glibc
import HTTPTypes
import Projections
import Testing

@testable import API

@Suite struct `The writer` {
    /// No person has a key.
    private struct NoKeys: KeyRing {
        func key(for person: PersonID) -> PersonKey? { nil }
    }

    /// A writer that is not started yet, so that a test decides what gathers in its queue.
    private struct Fixture {
        let files = RefusingFiles()
        let clock = MovableClock()
        let path = FileManager.default.temporaryDirectory.path + "/eaf-writer-\(UUID().uuidString)"
        let log: JSONLEventLog
        let store = StateStore(ReadModels())
        let writer: Writer

        init(_ limits: WriterLimits = .standard) throws {
            log = try JSONLEventLog(writing: path, configuration: .standard, files: files)
            writer = Writer(
                log: log, store: store, encoder: RecordEncoder(source: "/eaf/tests/1", keys: NoKeys()),
                clock: clock.system, limits: limits)
        }

        func submit(_ command: any Command, key: IdempotencyKey? = nil) async throws(WriterError) -> Receipt {
            try await writer.submit(command, as: .anonymous, context: RecordContext(), key: key)
        }

        /// Puts commands in the queue, in this order, and returns the tasks that wait for them.
        func enqueue(
            _ commands: [(any Command, IdempotencyKey?)]
        ) async throws -> [Task<Result<Receipt, WriterError>, Never>] {
            var tasks: [Task<Result<Receipt, WriterError>, Never>] = []
            for (command, key) in commands {
                let before = writer.depth
                tasks.append(
                    Task { [writer] in
                        do throws(WriterError) {
                            return .success(
                                try await writer.submit(
                                    command, as: .anonymous, context: RecordContext(), key: key))
                        } catch {
                            return .failure(error)
                        }
                    })
                let deadline = ContinuousClock.now + .seconds(10)
                while writer.depth == before, ContinuousClock.now < deadline { await Task.yield() }
            }
            return tasks
        }

        func end() {
            writer.stop()
            try? FileManager.default.removeItem(atPath: path)
        }
    }

    private func vital(_ value: Double) -> ReportVital {
        ReportVital(
            report: VitalReported(
                name: .LCP, value: value, rating: .good, page: "/", metricID: nil, navigationType: nil))
    }

    private func key(_ name: String, body: String = "") -> IdempotencyKey {
        IdempotencyKey(actor: "tests", route: "tests", key: name, body: body.utf8)
    }

    @Test func `makes what gathered durable at once, in the order it came`() async throws {
        let fixture = try Fixture()
        defer { fixture.end() }
        let tasks = try await fixture.enqueue((0..<50).map { (vital(Double($0)), nil) })
        #expect(fixture.log.head.position == .zero, "nothing before the thread runs")
        fixture.writer.start()
        var firsts: [UInt64] = []
        for task in tasks { firsts.append(try await task.value.get().first.rawValue) }
        #expect(firsts == Array(1...50))
        #expect(fixture.files.syncs == 1)
        let records = try fixture.log.lines(after: .zero, bytesMax: 1 << 20).records()
        #expect(records.allSatisfy { $0.commit == LogPosition(50) })
        #expect(fixture.store.current.vitals[.LCP].last == 49)
    }

    @Test func `what does not fit in a commit comes first in the next`() async throws {
        var limits = WriterLimits.standard
        limits.bytesPerCommitMax = 1
        limits.commandsPerCommitMax = 4
        let fixture = try Fixture(limits)
        defer { fixture.end() }
        let tasks = try await fixture.enqueue((0..<10).map { (vital(Double($0)), nil) })
        fixture.writer.start()
        var firsts: [UInt64] = []
        for task in tasks { firsts.append(try await task.value.get().first.rawValue) }
        #expect(firsts == Array(1...10))
        #expect(fixture.files.syncs == 10)
    }

    @Test func `a queue that is full refuses at once, which is 503 with a time to come back`() async throws {
        var limits = WriterLimits.standard
        limits.queueMax = 3
        let fixture = try Fixture(limits)
        defer { fixture.end() }
        let tasks = try await fixture.enqueue((0..<3).map { (vital(Double($0)), nil) })
        await #expect(throws: WriterError.busy) { try await fixture.submit(vital(9)) }
        #expect(fixture.writer.depth == 3)
        fixture.writer.start()
        for task in tasks { await #expect(throws: Never.self) { try await task.value.get() } }
        _ = try await fixture.submit(vital(4))
        let problem = Problem(WriterError.busy)
        #expect(problem.status.code == 503)
        #expect(problem.retryAfterSeconds == 1)
    }

    @Test func `a commit that fails is told to everybody in it, and nothing of it is seen`() async throws {
        let fixture = try Fixture()
        defer { fixture.end() }
        let tasks = try await fixture.enqueue((0..<5).map { (vital(Double($0)), nil) })
        fixture.files.refuse()
        fixture.writer.start()
        for task in tasks {
            guard case .failure(.unavailable(.io)) = await task.value else {
                Issue.record("answered: \(await task.value)")
                continue
            }
        }
        #expect(fixture.store.current == ReadModels())
        #expect(fixture.log.head.position == .zero)
        #expect(fixture.writer.failure != nil)
        // Not tried again before its time.
        let syncs = fixture.files.syncs
        fixture.files.heal()
        await #expect(throws: WriterError.self) { try await fixture.submit(vital(7)) }
        #expect(fixture.files.syncs == syncs)
        fixture.clock.advance(seconds: 1)
        let receipt = try await fixture.submit(vital(8))
        #expect(receipt.first == LogPosition(1))
        #expect(fixture.writer.failure == nil)
        #expect(fixture.store.current.vitals[.LCP].count == 1)
        let folded = try ReadModels.folded(from: fixture.log, through: fixture.log.head.position)
        #expect(folded == fixture.store.current)
    }

    @Test func `a disk that stays full is tried once a second, and no more`() async throws {
        let fixture = try Fixture()
        defer { fixture.end() }
        fixture.files.refuse(code: ENOSPC)
        fixture.writer.start()
        for _ in 0..<3 {
            for _ in 0..<5 { await #expect(throws: WriterError.self) { try await fixture.submit(vital(1)) } }
            fixture.clock.advance(seconds: 1)
        }
        fixture.files.heal()
        _ = try await fixture.submit(vital(2))
        #expect(fixture.store.current.vitals[.LCP].count == 1)
    }

    @Test func `one key twice in a commit is carried out once`() async throws {
        let fixture = try Fixture()
        defer { fixture.end() }
        let tasks = try await fixture.enqueue([
            (vital(1), key("a", body: "1")), (vital(1), key("a", body: "1")), (vital(2), key("a", body: "2")),
            (vital(3), key("b")),
        ])
        fixture.writer.start()
        let first = try await tasks[0].value.get()
        let second = try await tasks[1].value.get()
        #expect(!first.isRepeat && second.isRepeat)
        #expect(second.first == first.first)
        await #expect(throws: WriterError.keyReused) { try await tasks[2].value.get() }
        #expect(try await tasks[3].value.get().first == LogPosition(2))
        #expect(fixture.store.current.vitals[.LCP].count == 2)
    }

    @Test func `one refusal in a commit touches nobody else`() async throws {
        let fixture = try Fixture()
        defer { fixture.end() }
        let telemetry = RecordTelemetry(
            account: .random(),
            telemetry: TelemetryRecorded(kind: .quiz, feature: .clear("x"), path: nil, payload: nil))
        let tasks = try await fixture.enqueue([
            (vital(1), nil), (telemetry, nil), (ChangeRole(account: .random(), role: .admin), nil), (vital(2), nil),
        ])
        fixture.writer.start()
        #expect(try await tasks[0].value.get().first == LogPosition(1))
        await #expect(throws: WriterError.personErased) { try await tasks[1].value.get() }
        await #expect(throws: WriterError.rejected(.notFound(.account))) { try await tasks[2].value.get() }
        #expect(try await tasks[3].value.get().first == LogPosition(2))
    }

    @Test func `stopping carries out what waits and refuses what comes`() async throws {
        let fixture = try Fixture()
        let tasks = try await fixture.enqueue((0..<5).map { (vital(Double($0)), nil) })
        fixture.writer.start()
        fixture.end()
        for task in tasks { await #expect(throws: Never.self) { try await task.value.get() } }
        await #expect(throws: WriterError.stopped) { try await fixture.submit(vital(9)) }
    }

    @Test func `time never runs backwards in the log`() async throws {
        let fixture = try Fixture()
        defer { fixture.end() }
        fixture.writer.start()
        let first = try await fixture.submit(vital(1))
        fixture.clock.advance(seconds: -3_600)
        let second = try await fixture.submit(vital(2))
        #expect(second.time == first.time)
    }
}
