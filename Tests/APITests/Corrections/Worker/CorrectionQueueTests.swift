import Events
import Foundation
import Projections
import Synchronization
import Testing

@testable import API

@Suite struct `Many workers on one queue` {
    @Test(arguments: [1, 2, 3] as [UInt64])
    func `no copie is taken twice`(seed: UInt64) async throws {
        let bench = try WorkerBench()
        let generator = Mutex(SplitMixGenerator(seed: seed))
        let corrector = ScriptedCorrector { _, request throws(CorrectorFailure) in
            let (turns, fails) = generator.withLock { generator in
                (Int.random(in: 0...20, using: &generator), Int.random(in: 0...9, using: &generator) == 0)
            }
            for _ in 0..<turns { await Task.yield() }
            if fails { throw .busy }
            return .sample(for: request.scheme)
        }
        let reader = ScriptedReader()
        var copies: [CopieID] = []
        for _ in 0..<10 { copies.append(try await bench.handIn()) }
        let first = bench.worker("a", reader: reader, corrector: corrector, runs: 2)
        let second = bench.worker("b", reader: reader, corrector: corrector, runs: 2)
        try await bench.with(first, second) {
            for _ in 0..<20 { copies.append(try await bench.handIn()) }
            try await bench.until("all done, seed \(seed)", idleSeconds: 0.2) { state in
                copies.allSatisfy { state.copies[$0]?.status == .done }
            }
        }
        var open: [Subject: CorrectionRunID] = [:]
        var done: [Subject: Int] = [:]
        for (record, event) in try bench.facts() {
            guard let subject = record.entity else { continue }
            switch event {
            case .correction(.started(let data)):
                #expect(open[subject] == nil, "seed \(seed): taken twice at \(record.position)")
                open[subject] = data.run
            case .correction(.completed(let data)):
                #expect(open.removeValue(forKey: subject) == data.run)
                done[subject, default: 0] += 1
            case .correction(.failed(let data)):
                #expect(open.removeValue(forKey: subject) == data.run)
            default: break
            }
        }
        #expect(done.count == copies.count && done.values.allSatisfy { $0 == 1 })
        #expect(reader.files.count == copies.count)
        #expect(try bench.calls().count == corrector.requests.count)
    }

    @Test func `a writer that cannot write for a while costs time and no correction`() async throws {
        let log = RefusingLog()
        let bench = try WorkerBench(log: log)
        let corrector = ScriptedCorrector { _, request throws(CorrectorFailure) in
            log.refuses(true)
            return .sample(for: request.scheme)
        }
        let copie = try await bench.handIn()
        try await bench.with(bench.worker(corrector: corrector)) {
            try await bench.until("refused") { _ in log.refusals >= 1 }
            log.refuses(false)
            try await bench.until("done", creepSeconds: 0.01) { $0.copies[copie]?.status == .done }
        }
        #expect(corrector.requests.count == 1)
        #expect(bench.store.current.copies[copie]?.attempts == 1)
    }

    @Test func `a text stays when one attempt to record it may have succeeded, and all others failed`() async throws {
        let log = RefusingLog()
        let bench = try WorkerBench(log: log)
        let text = String(repeating: "Le dormeur du val. ", count: 3_000)
        let copie = try await bench.handIn()
        try await bench.with(bench.worker(reader: LosingReader(log: log, text: text))) {
            try await bench.until("given up", creepSeconds: 0.1) { _ in
                bench.lines.lines.contains { $0.contains("the writer takes nothing") }
            }
        }
        #expect(log.refusals > 1, "tried again")
        log.refuses(false)
        let recorded = try ReadModels.folded(from: log, startingWith: ReadModels(), through: log.head.position)
        #expect(try await bench.contents.text(of: try #require(recorded.copies[copie])) == text)
    }
}
