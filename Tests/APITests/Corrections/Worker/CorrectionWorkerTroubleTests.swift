import Events
import Foundation
import Projections
import ServiceLifecycle
import Testing

@testable import API

@Suite struct `Correcting when things go wrong` {
    private let bench: WorkerBench

    init() throws { bench = try WorkerBench() }

    private func failure(of copie: CopieID, with worker: CorrectionWorker) async throws -> CorrectionFailed {
        try await bench.with(worker) {
            try await bench.until("failed") { $0.copies[copie]?.failedAt != nil }
        }
        return try #require(try bench.failures().first)
    }

    @Test func `a damaged file ends the correction with a reason`() async throws {
        let copie = try await bench.handIn()
        let name = try #require(try bench.blobFolder.files().keys.first)
        try bench.blobFolder.write([1, 2, 3], to: name)
        let failure = try await failure(of: copie, with: bench.worker())
        #expect(failure.code == "file_damaged" && failure.final)
    }

    @Test func `a file of no known kind is unreadable`() async throws {
        let copie = try await bench.handIn(file: "GIF89a")
        let failure = try await failure(of: copie, with: bench.worker())
        #expect(failure.code == "unreadable" && failure.final)
    }

    @Test func `a failed reading is told in the reader's words`() async throws {
        let copie = try await bench.handIn()
        let worker = bench.worker(reader: ScriptedReader(failure: .emptyText))
        let failure = try await failure(of: copie, with: worker)
        #expect(failure.code == "empty-text" && failure.final && failure.reason == ReadingFailure.emptyText.message)
        #expect(try bench.calls().isEmpty)
    }

    @Test func `a person whose key is gone is not corrected`() async throws {
        let copie = try await bench.handIn()
        bench.keys.destroy(try #require(bench.store.current.copies[copie]?.owner))
        let failure = try await failure(of: copie, with: bench.worker())
        #expect(failure.code == "person_erased" && failure.final)
    }

    @Test func `a corrector that hangs is cut off, and the call is recorded`() async throws {
        let corrector = ScriptedCorrector { _, _ throws(CorrectorFailure) in
            await ManualTime.endless.sleep(seconds: 0)
            throw .busy
        }
        let copie = try await bench.handIn()
        try await bench.with(bench.worker(corrector: corrector)) {
            try await bench.until("called") { _ in corrector.requests.count == 1 }
            try await bench.until("failed", creepSeconds: 10) { $0.copies[copie]?.failedAt != nil }
        }
        #expect(try bench.failures().first?.code == "timed_out")
        #expect(try bench.calls().map(\.outcome) == ["timed_out"])
    }

    @Test func `a lease that ran out is claimed again, and the late report is refused`() async throws {
        let gate = Gate()
        let late = ScriptedCorrector { _, request throws(CorrectorFailure) in
            await gate.pass()
            return .sample(for: request.scheme)
        }
        let reader = ScriptedReader()
        let copie = try await bench.handIn()
        let first = bench.worker("late", reader: reader, corrector: late, sleeper: ManualTime.endless)
        try await bench.with(first) {
            try await bench.until("called") { _ in gate.arrivals == 1 }
            bench.time.advance(seconds: Double(CorrectionPolicy.leaseSeconds) + 1)
            try await bench.with(clean: false, bench.worker("second", reader: reader)) {
                try await bench.until("done") { $0.copies[copie]?.status == .done }
            }
            let position = bench.store.current.position
            gate.open()
            try await bench.until("the late run gave up") { _ in
                bench.lines.lines.contains { $0.contains("given up without a record") }
            }
            #expect(bench.store.current.position == position)
        }
        #expect(bench.store.current.copies[copie]?.corrections.count == 1)
        #expect(bench.store.current.copies[copie]?.attempts == 2)
        #expect(try bench.calls().count == 1)
        #expect(reader.files.count == 1)
    }

    @Test func `runs of a dead process are freed at the start`() async throws {
        let copie = try await bench.handIn()
        let worn = try await bench.handIn()
        for attempt in 1...CorrectionPolicy.attemptsMax {
            try await bench.submit(ClaimCopie(copie: worn, run: .random(), worker: "dead"))
            #expect(bench.store.current.copies[worn]?.attempts == attempt)
            if attempt < CorrectionPolicy.attemptsMax {
                bench.time.advance(seconds: Double(CorrectionPolicy.leaseSeconds))
            }
        }
        try await bench.submit(ClaimCopie(copie: copie, run: .random(), worker: "dead"))
        #expect(bench.store.current.copies.nextWork(at: bench.time.now) == nil)

        try await bench.submit(ReleaseInterruptedRuns())
        let state = bench.store.current.copies
        #expect(state[copie]?.status == .pending && state[worn]?.status == .error)
        #expect(state.nextWork(at: bench.time.now)?.id == copie)
        let failures = try bench.failures()
        #expect(failures.allSatisfy { $0.code == "interrupted" })
        #expect(Set(failures.map(\.final)) == [false, true])

        let position = bench.store.current.position
        try await bench.submit(ReleaseInterruptedRuns())
        #expect(bench.store.current.position == position)
    }

    @Test func `a graceful shutdown lets a run end that ends in time`() async throws {
        let gate = Gate()
        let corrector = ScriptedCorrector { _, request throws(CorrectorFailure) in
            await gate.pass()
            return .sample(for: request.scheme)
        }
        let copie = try await bench.handIn()
        let next = try await bench.handIn()
        try await shutDown(bench.worker(corrector: corrector)) {
            try await bench.until("called") { _ in gate.arrivals == 1 }
        } afterwards: {
            gate.open()
        }
        let copies = bench.store.current.copies
        #expect(Set([copies[copie]?.status, copies[next]?.status]) == [.done, .pending])
        #expect(copies.underWay.isEmpty)
    }

    @Test func `a run that outlasts the shutdown's bound is interrupted, and the copie freed`() async throws {
        let corrector = ScriptedCorrector { _, _ throws(CorrectorFailure) in
            await ManualTime.endless.sleep(seconds: 0)
            throw .busy
        }
        let copie = try await bench.handIn()
        try await shutDown(bench.worker(corrector: corrector)) {
            try await bench.until("called") { _ in corrector.requests.count == 1 }
        } afterwards: {
            try await bench.until("freed", creepSeconds: 0.1) { $0.copies[copie]?.status == .pending }
        }
        #expect(try bench.failures().map(\.code) == ["interrupted"])
        #expect(try bench.calls().map(\.outcome) == ["interrupted"])
        #expect(try bench.failures().first?.final == false)
    }

    /// Runs a worker in a service group, shuts it down when `before` returns, and waits for its end.
    private func shutDown(
        _ worker: CorrectionWorker, when before: () async throws -> Void,
        afterwards: () async throws -> Void
    ) async throws {
        let group = ServiceGroup(services: [worker], logger: worker.logger)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            try await before()
            await group.triggerGracefulShutdown()
            try await afterwards()
            try await tasks.waitForAll()
        }
        #expect(try bench.temporary.files().isEmpty)
    }
}
