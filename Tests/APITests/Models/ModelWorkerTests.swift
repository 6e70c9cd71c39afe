import Events
import Foundation
import LanguageModels
import Projections
import Synchronization
import Testing

@testable import API
@testable import LanguageModels

@Suite struct `Correcting with a language model` {
    private static let scheme = MarkingScheme.official(for: .commentaire)
    private let bench: WorkerBench
    private let reader = ScriptedReader(text: SampleCopies.commentaire)

    init() throws { bench = try WorkerBench() }

    private func typesAndOutcomes() throws -> [String] {
        try bench.facts().map { fact in
            if case .model(.called(let call)) = fact.event { return "called \(call.outcome)" }
            return fact.record.typeText.split(separator: ".").dropFirst(2).dropLast().joined(separator: ".")
        }
    }

    @Test func `records every call with its cost, and the version with its cause`() async throws {
        let model = ScriptedModel { call, _ in
            .success(
                ModelCorrections.half(of: Self.scheme, quoting: ["une phrase inventée"], note: call == 1 ? 21 : nil))
        }
        let copie = try await bench.handIn()
        try await bench.with(bench.worker(reader: reader, desk: try .test(model))) {
            try await bench.until("done", idleSeconds: 0.1) { $0.copies[copie]?.status == .done }
        }
        #expect(
            try typesAndOutcomes() == [
                "correction.started", "copie.read", "called invalid_answer", "correction.failed",
                "correction.started",
                "called success", "correction.completed",
            ])
        #expect(try bench.calls().map(\.costMicroEuros) == [3_000, 3_000])
        let position = try #require(bench.store.current.copies[copie]?.corrections.last?.position)
        let completed = try await bench.contents.correction(at: position)
        #expect(completed.promptHash?.count == 64 && completed.cause == .upload && completed.quotesDropped == 1)
        #expect(completed.model == "modele-1-fin" && bench.store.current.modelCalls.quotesDropped == 1)
    }

    @Test func `waits for a provider that is down, and no attempt is used up`() async throws {
        let model = ScriptedModel { call, _ in
            call <= 12 ? .failure(ModelFailure(.serverError)) : .success(ModelCorrections.half(of: Self.scheme))
        }
        let copie = try await bench.handIn()
        try await bench.with(bench.worker(reader: reader, desk: try .test(model))) {
            try await bench.until("done", idleSeconds: 5) { $0.copies[copie]?.status == .done }
        }
        #expect(model.asked.count == 13 && reader.files.count == 1)
        #expect(try typesAndOutcomes().count { $0 == "correction.postponed" } == 12)
        #expect(try bench.failures().isEmpty && bench.store.current.copies[copie]?.attempts == 1)
    }

    @Test func `keeps copies waiting while the provider hangs, until it answers again`() async throws {
        let good = ModelCorrections.half(of: Self.scheme).json
        let hangs = Mutex(true)
        let provider = FakeProvider { _ in .chat(good, seconds: hangs.withLock { $0 } ? 3 : 0) }
        for _ in 0..<3 { _ = try await bench.handIn() }
        try await provider.serve { base in
            let waits = NotedWaits()
            let desk = try ModelDesk.test(RemoteModel(.test(at: base, timeoutSeconds: 1), clock: waits.clock))
            try await bench.with(bench.worker(reader: reader, desk: desk, runs: 3)) {
                try await bench.until("left alone", idleSeconds: 0.5) { state in
                    desk.obstacle(in: state, at: bench.time.clock.now) != nil && state.copies.underWay.isEmpty
                }
                let asked = provider.asked.count
                bench.time.advance(seconds: 3_600)
                try await Task.sleep(for: .milliseconds(200))
                #expect(provider.asked.count == asked)
                // One more try, still in vain.
                waits.advance(CircuitBreaker.firstSeconds + 1)
                try await bench.until("tried again", idleSeconds: 0.5) { _ in provider.asked.count == asked + 1 }
                try await bench.until("left alone again") { $0.copies.underWay.isEmpty }
                #expect(bench.store.current.copies.count(of: .pending) == 3)
                hangs.withLock { $0 = false }
                waits.advance(CircuitBreaker.longestSeconds)
                try await bench.until("done", idleSeconds: 5) { $0.copies.count(of: .done) == 3 }
            }
        }
        #expect(try bench.failures().allSatisfy { !$0.final })
        #expect(try typesAndOutcomes().contains("correction.postponed"))
    }

    @Test func `ends a copie that alone is never answered: at once where others are, after days where none are`()
        async throws
    {
        let others = ScriptedModel { _, _ in .failure(ModelFailure(.timedOut)) }
        let first = try await bench.handIn()
        try await bench.with(bench.worker(reader: reader, desk: try .test(others))) {
            try await bench.until("ended", idleSeconds: 20) { $0.copies[first]?.status == .error }
        }
        #expect(try bench.failures().map(\.attempt) == [1, 2, 3, 4, 5])
        // The circuit opens with every call, as where nobody is answered.
        let nobody = ScriptedModel(restSeconds: 30) { _, _ in .failure(ModelFailure(.timedOut)) }
        let second = try await bench.handIn()
        let asked = bench.time.now
        try await bench.with(bench.worker(reader: reader, desk: try .test(nobody))) {
            try await bench.until("ended", idleSeconds: 3_600) { state in
                if state.copies.underWay.isEmpty { nobody.rest(nil) }
                return state.copies[second]?.status == .error
            }
        }
        #expect(bench.time.now.seconds(since: asked) > CorrectionPolicy.silenceSecondsMax)
    }

    @Test func `takes no copie while the provider is left alone`() async throws {
        let model = ScriptedModel { _, _ in .success(ModelCorrections.half(of: Self.scheme)) }
        model.rest(30)
        let copie = try await bench.handIn()
        let position = bench.store.current.position
        try await bench.with(bench.worker(reader: reader, desk: try .test(model))) {
            try await Task.sleep(for: .milliseconds(100))
            #expect(bench.store.current.position == position && model.asked.isEmpty)
            model.rest(nil)
            try await bench.until("done", idleSeconds: 5) { $0.copies[copie]?.status == .done }
        }
    }

    @Test func `stops at the budget, says so once, and goes on the next day`() async throws {
        let model = ScriptedModel { _, _ in .success(ModelCorrections.half(of: Self.scheme)) }
        let desk = try ModelDesk.test(model, dayMicroEuros: 5_000)
        for _ in 0..<3 { _ = try await bench.handIn() }
        try await bench.with(bench.worker(reader: reader, desk: desk)) {
            try await bench.until("the budget is noted") { $0.modelCalls.lastPause != nil }
            let pause = try #require(bench.store.current.modelCalls.lastPause)
            #expect(pause.period == .day && pause.limitMicroEuros == 5_000)
            // Two calls of 3,000: the second went over.
            #expect(model.asked.count == 2 && bench.store.current.copies.openCount == 1)
            let obstacle = try #require(desk.obstacle(in: bench.store.current, at: bench.time.clock.now))
            #expect(obstacle.reason.contains("le budget du jour est atteint"))
            bench.time.advance(seconds: 86_400)
            try await bench.until("the next day", idleSeconds: 5) { $0.copies.openCount == 0 }
        }
        let noted = try bench.log.lines(after: .zero, bytesMax: .max).records().count {
            $0.typeText == "fr.eaf.budget.reached.v1"
        }
        #expect(noted == 1)
        #expect(model.asked.count == 3)
    }

    @Test func `shows the pages to a model that looks at them, and the text alone to others`() async throws {
        let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1]
        for kinds in [Set<ModelFile.Kind>([.png]), [.pdf], []] {
            let model = ScriptedModel(reads: kinds) { _, _ in .success(ModelCorrections.half(of: Self.scheme)) }
            let copie = try await bench.handIn(bytes: png)
            try await bench.with(bench.worker(reader: reader, desk: try .test(model))) {
                try await bench.until("done") { $0.copies[copie]?.status == .done }
            }
            let files = try #require(model.asked.first).files
            #expect(files == (kinds.contains(.png) ? [ModelFile(kind: .png, bytes: png)] : []))
        }
    }

    @Test func `goes through a provider that fails in every way, and marks nothing wrong`() async throws {
        let good = ModelCorrections.half(of: Self.scheme).json
        let provider = FakeProvider { asked in
            switch asked.number {
            case 1: .error(429, "rate_limit_exceeded", headers: ["Retry-After": "0.2"])
            case 2: .chat(String(good.dropLast(30)))
            case 3: .chat(ModelCorrections.half(of: Self.scheme, note: 21).json)
            case 4: .init(body: #"{"choices":[]}"#)
            case 5: .chat(good, finish: "content_filter")
            default: .chat(good)
            }
        }
        let copie = try await bench.handIn()
        try await provider.serve { base in
            let desk = try ModelDesk.test(RemoteModel(.test(at: base), clock: NotedWaits().clock))
            try await bench.with(bench.worker(reader: reader, desk: desk)) {
                try await bench.until("done", idleSeconds: 0.5) { $0.copies[copie]?.status == .done }
            }
        }
        #expect(
            try bench.calls().map(\.outcome) == [
                "rate_limited", "malformed_answer", "invalid_answer", "empty_answer", "content_filtered", "success",
            ])
        #expect(bench.store.current.copies[copie]?.corrections.map(\.note) == [10])
        #expect(bench.store.current.modelCalls.spentOnDay(of: bench.time.clock.now) > 0)
    }

    @Test func `corrects as many at once as lanes and places allow`() async throws {
        let good = ModelCorrections.half(of: Self.scheme).json
        // Longer than reading a copie takes, so that those that were read have to wait for a place.
        let provider = FakeProvider { _ in .chat(good, seconds: 0.6) }
        for _ in 0..<6 { _ = try await bench.handIn() }
        try await provider.serve { base in
            let desk = try ModelDesk.test(RemoteModel(.test(at: base, concurrency: 2)))
            try await bench.with(bench.worker(reader: reader, desk: desk, runs: 8)) {
                try await bench.until("all done") { $0.copies.openCount == 0 }
            }
        }
        #expect(provider.asked.count == 6 && provider.most == 2)
    }
}
