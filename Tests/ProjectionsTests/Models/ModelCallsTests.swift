import Testing

@testable import Events
@testable import Projections

@Suite struct `Calls of models` {
    @Test func `are summed up by provider, model and skill`() throws {
        try Given(
            .called("large", milliseconds: 100, tokens: (in: 1_000, out: 50), microEuros: 30),
            .called("large", milliseconds: 300, tokens: (in: 3_000, out: 70), microEuros: 90),
            .called("large", milliseconds: 700, outcome: "timeout"),
            .called("large", skill: "sujet", milliseconds: 7), .called("large", provider: "ollama"), .called("mini")
        ).then(ModelCalls.self) { calls in
            let all = calls.all
            #expect(all.count == 4)
            let first = try #require(all.first)
            #expect(first.use == ModelUse(provider: "mistral", model: "large", skill: "correction"))
            #expect(first.totals.calls == 3)
            #expect(first.totals.failures == 1)
            #expect(first.totals.tokensIn == 4_000)
            #expect(first.totals.tokensOut == 120)
            #expect(first.totals.costMicroEuros == 120)
            #expect(first.totals.latencyTotalMilliseconds == 1_100)
        }
    }

    @Test func `are listed in a fixed order`() throws {
        let uses = [
            ModelUse(provider: "local", model: "b", skill: "x"), ModelUse(provider: "local", model: "b", skill: "y"),
            ModelUse(provider: "mistral", model: "a", skill: "x"),
            ModelUse(provider: "mistral", model: "c", skill: "a"),
        ]
        let seed: UInt64 = 11
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<20 {
            let calls = uses.shuffled(using: &generator).map {
                Happening.called($0.model, skill: $0.skill, provider: $0.provider)
            }
            try Given(calls).then(ModelCalls.self) { #expect($0.all.map(\.use) == uses, "seed \(seed)") }
        }
    }

    @Test func `have the latency that a share of them stays below`() throws {
        let calls = (1...1_000).map { Happening.called("m", milliseconds: $0) }
        try Given(calls).then(ModelCalls.self) { model in
            let totals = try #require(model.all.first?.totals)
            for (share, exact) in [(0.5, 500.0), (0.75, 750.0), (0.95, 950.0), (1.0, 1_000.0)] {
                #expect(abs(totals.latency(share) - exact) <= exact * 0.01)
            }
        }
    }

    @Test func `that took no time have none`() throws {
        try Given(.called("m", milliseconds: 0)).then(ModelCalls.self) {
            #expect($0.all.first?.totals.latency(0.95) == 0)
        }
    }

    @Test func `are paid for by the day and the month of Paris`() throws {
        let evening = instant("2026-09-30T22:30:00Z")
        try Given(
            Happening.called("m", microEuros: 5).at(instant("2026-09-30T10:00:00Z")),
            Happening.called("m", microEuros: 7).at(evening),
            Happening.called("m", microEuros: 9).at(instant("2026-10-01T10:00:00Z"))
        ).then(ModelCalls.self) { calls in
            #expect(calls.spentOnDay(of: instant("2026-09-30T10:00:00Z")) == 5)
            // Half past midnight in Paris.
            #expect(calls.spentOnDay(of: evening) == 16)
            #expect(calls.spentInMonth(of: instant("2026-09-01T10:00:00Z")) == 5)
            #expect(calls.spentInMonth(of: evening) == 16)
            #expect(calls.spentInMonth(of: instant("2026-11-01T10:00:00Z")) == 0)
        }
    }

    @Test func `stop at a budget, and quotations that were dropped are counted`() throws {
        let copie = CopieID(number: 1)
        let until = instant("2026-09-07T22:00:00Z")
        try Given(
            .handedIn(copie, by: .ana), .completed(copie, note: 9, quotesDropped: 2), .completed(copie, note: 9),
            .completed(copie, note: 9, quotesDropped: 1), .budgetReached(.month, until: until)
        ).then(ModelCalls.self) { calls in
            #expect(calls.quotesDropped == 3)
            #expect(
                calls.lastPause == BudgetPause(period: .month, position: 5, limitMicroEuros: 5_000, until: until))
        }
    }

    @Test func `are all there is`() throws {
        try Given(.logOpened, .measured(.LCP, 100), .fromTheFuture).then(ModelCalls.self) { #expect($0.all.isEmpty) }
    }
}
