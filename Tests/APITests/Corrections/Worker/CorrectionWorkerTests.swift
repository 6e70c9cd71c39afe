import Events
import Foundation
import Projections
import Testing

@testable import API

@Suite struct `Correcting a copie that was handed in` {
    private let bench: WorkerBench

    init() throws { bench = try WorkerBench() }

    @Test func `text, call and correction are recorded, under the épreuve's own scheme`() async throws {
        let reader = ScriptedReader()
        let corrector = ScriptedCorrector()
        let copie = try await bench.handIn()
        try await bench.with(bench.worker(reader: reader, corrector: corrector)) {
            try await bench.until("done") { $0.copies[copie]?.status == .done }
        }

        #expect(reader.files.map(\.bytes) == [Array("%PDF-1.7 copie".utf8)])
        let request = try #require(corrector.requests.first)
        #expect(request.scheme == .official(for: .commentaire))
        #expect(request.texte == WorkerBench.content.texte && request.sujet == WorkerBench.content.sujet)

        let facts = try bench.facts()
        #expect(
            facts.map(\.record.typeText) == [
                "fr.eaf.correction.started.v1", "fr.eaf.copie.read.v1", "fr.eaf.model.called.v1",
                "fr.eaf.correction.completed.v1",
            ])
        #expect(facts.allSatisfy { $0.record.actor == .system("correction-worker") })
        #expect(Set(facts.map(\.record.correlationID)).count == 1 && facts[0].record.correlationID != nil)
        let call = try #require(try bench.calls().first)
        #expect(call.skill == "correcteur" && call.outcome == "success" && call.model == "script-1-fin")
        #expect(call.tokensIn == 1_200 && call.tokensOut == 300 && call.costMicroEuros == 450 && call.copie == copie)

        let corrected = try #require(bench.store.current.copies[copie])
        #expect(corrected.note == 10)
        #expect(try await bench.contents.text(of: corrected)?.contains("trou de verdure") == true)
        let position = try #require(corrected.corrections.last?.position)
        let completed = try await bench.contents.correction(at: position)
        #expect(completed.correction.value == .sample(for: .official(for: .commentaire)))
        await #expect(throws: CopieContentsError.otherRecord(corrected.uploadedAt)) {
            try await bench.contents.correction(at: corrected.uploadedAt)
        }
    }

    @Test func `a failure is retried when its back-off is over, without reading the copie again`() async throws {
        let reader = ScriptedReader()
        let corrector = ScriptedCorrector { call, request throws(CorrectorFailure) in
            if call == 1 { throw .busy }
            return .sample(for: request.scheme)
        }
        let copie = try await bench.handIn()
        try await bench.with(bench.worker(reader: reader, corrector: corrector)) {
            try await bench.until("failed once") { $0.copies[copie]?.failedAt != nil }
            let failed = try #require(try bench.facts().last)
            let next = try #require(bench.store.current.copies[copie]?.nextAttempt)
            #expect(next == failed.record.time.adding(seconds: 5))
            #expect(bench.store.current.copies[copie]?.status == .pending)
            try await bench.until("done", idleSeconds: 0.5) { $0.copies[copie]?.status == .done }
            let started = try #require(
                try bench.facts().last { if case .correction(.started) = $0.event { true } else { false } })
            #expect(started.record.time >= next)
        }
        #expect(reader.files.count == 1)
        #expect(corrector.requests.count == 2)
        #expect(try bench.calls().map(\.outcome) == ["rate_limited", "success"])
        #expect(try bench.calls().first?.model == "script-1")
    }

    @Test func `after five failures the copie is in error, with a reason, until somebody asks again`() async throws {
        let corrector = ScriptedCorrector { call, request throws(CorrectorFailure) in
            if call <= 5 { throw .busy }
            return .sample(for: request.scheme)
        }
        let copie = try await bench.handIn()
        try await bench.with(bench.worker(corrector: corrector)) {
            try await bench.until("in error", idleSeconds: 5) { $0.copies[copie]?.status == .error }
            let failures = try bench.failures()
            #expect(failures.map(\.attempt) == [1, 2, 3, 4, 5])
            #expect(failures.map(\.final) == [false, false, false, false, true])
            #expect(failures.allSatisfy { $0.code == "rate_limited" && $0.reason == CorrectorFailure.busy.message })
            let position = try #require(bench.store.current.copies[copie]?.failedAt)
            #expect(try await bench.contents.failure(at: position) == failures.last)
            #expect(bench.store.current.copies[copie]?.corrections.isEmpty == true)

            let current = try #require(bench.store.current.copies[copie])
            try await bench.submit(
                RequestCorrection(copie: copie, epreuve: current.epreuve, asker: current.owner))
            try await bench.until("done") { $0.copies[copie]?.status == .done }
        }
    }

    @Test func `what cannot get better ends at once`() async throws {
        let corrector = ScriptedCorrector { _, _ throws(CorrectorFailure) in throw .short }
        let copie = try await bench.handIn()
        try await bench.with(bench.worker(corrector: corrector)) {
            try await bench.until("in error") { $0.copies[copie]?.status == .error }
        }
        let failure = try #require(try bench.failures().first)
        #expect(failure.final && failure.attempt == 1 && failure.code == "text_too_short")
    }

    @Test func `a correction that does not add up is a failed attempt, never a mark`() async throws {
        let corrector = ScriptedCorrector { call, request throws(CorrectorFailure) in
            .sample(for: request.scheme, off: call == 1 ? 1 : 0)
        }
        let copie = try await bench.handIn()
        try await bench.with(bench.worker(corrector: corrector)) {
            try await bench.until("done", idleSeconds: 0.5) { $0.copies[copie]?.status == .done }
        }
        #expect(try bench.failures().map(\.code) == ["invalid_answer"])
        #expect(try bench.calls().map(\.outcome) == ["invalid_answer", "success"])
        #expect(try bench.calls().map(\.costMicroEuros) == [450, 450])
        #expect(bench.store.current.copies[copie]?.corrections.map(\.note) == [10])
    }

    @Test func `a text too long for a record lies in a sealed blob, which the sweep leaves alone`() async throws {
        let text = String(repeating: "Une phrase « longue » à souhait.\n", count: 3_000)
        let corrector = ScriptedCorrector { call, request throws(CorrectorFailure) in
            if call == 1 { throw .busy }
            return .sample(for: request.scheme)
        }
        let reader = ScriptedReader(text: text)
        let copie = try await bench.handIn()
        try await bench.with(bench.worker(reader: reader, corrector: corrector)) {
            try await bench.until("done", idleSeconds: 0.5) { $0.copies[copie]?.status == .done }
        }
        #expect(reader.files.count == 1)
        #expect(corrector.requests.map(\.copie) == [text, text])
        let current = try #require(bench.store.current.copies[copie])
        #expect(try await bench.contents.text(of: current) == text)
        let later = SystemClock.real.now.adding(seconds: 86_400)
        let known = bench.store.current.copies.blobs
        let sweep = try await bench.blobs.sweep(known: known, erased: [], now: later)
        #expect(sweep == BlobSweep() && known.count == 2)
    }

    @Test func `log lines say which copie and nothing of it`() async throws {
        let corrector = ScriptedCorrector { call, request throws(CorrectorFailure) in
            if call == 1 { throw .busy }
            return .sample(for: request.scheme, off: call == 2 ? 1 : 0)
        }
        let copie = try await bench.handIn()
        try await bench.with(bench.worker(corrector: corrector)) {
            try await bench.until("done", idleSeconds: 1) { $0.copies[copie]?.status == .done }
        }
        let lines = bench.lines.lines
        #expect(lines.count >= 6)
        #expect(lines.allSatisfy { $0.contains("\"copie.id\":\"\(copie)\"") })
        for word in ["soldat", "verdure", "lecture juste", "Compréhension", "example.org"] {
            #expect(!lines.contains { $0.contains(word) })
        }
    }

    @Test(arguments: ["page.png", "page.jpg", "une-page.pdf"])
    func `the real tools read the opened file, which has no extension`(name: String) async throws {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: ReadingFixtures.copie(name))))
        let reader = ToolCopieReader(limits: ReadingLimits(), temporaryRoot: bench.temporary.path)
        let copie = try await bench.handIn(bytes: bytes)
        try await bench.with(bench.worker(reader: reader, sleeper: .real)) {
            try await bench.until("done") { $0.copies[copie]?.status == .done }
        }
        let current = try #require(bench.store.current.copies[copie])
        #expect(try await bench.contents.text(of: current)?.isEmpty == false)
    }

    @Test func `a copie in clear does not outlive a killed process for long`() throws {
        let folder = bench.temporary.path + "/" + PrivateFolder.namePrefix + "dead"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        try bench.temporary.write([1], to: PrivateFolder.namePrefix + "dead/copie")
        try bench.temporary.write([2], to: "other")
        #expect(try PrivateFolder.removeLeftovers(under: bench.temporary.path) == 1)
        #expect(try bench.temporary.files() == ["other": [2]])
    }
}
