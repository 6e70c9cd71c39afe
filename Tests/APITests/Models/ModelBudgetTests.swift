import Events
import Projections
import Testing

@testable import API

@Suite struct `A budget of models` {
    private let budget = ModelBudget(dayMicroEuros: 1_000, monthMicroEuros: 5_000)

    private func calls(_ spent: (time: String, microEuros: Int)...) throws -> ReadModels {
        var models = ReadModels()
        for (index, call) in spent.enumerated() {
            models.apply(
                Fact(
                    position: LogPosition(UInt64(index + 1)), time: try #require(Timestamp(call.time)),
                    actor: .system("tests"), subject: .modelCall(.random()), idempotencyKey: nil,
                    event: .model(
                        .called(
                            ModelCalled(
                                skill: "s", provider: "p", model: "m", tokensIn: 1, tokensOut: 1,
                                latencyMilliseconds: 1,
                                costMicroEuros: call.microEuros, outcome: "success", copie: nil)))))
        }
        return models
    }

    private func reached(_ models: ReadModels, at time: String) throws -> BudgetReached? {
        budget.reached(in: models.modelCalls, at: try #require(Timestamp(time)))
    }

    @Test func `of a day ends at midnight in Paris, in winter and in summer`() throws {
        let winter = try calls(("2026-01-20T10:00:00Z", 600), ("2026-01-20T22:59:59Z", 400))
        let reached = try #require(try reached(winter, at: "2026-01-20T22:59:59Z"))
        #expect(reached.period == .day && reached.spentMicroEuros == 1_000)
        #expect(reached.until == Timestamp("2026-01-20T23:00:00Z"))
        #expect(try self.reached(winter, at: "2026-01-20T23:00:00Z") == nil)
        let summer = try calls(("2026-07-20T10:00:00Z", 1_000))
        #expect(try self.reached(summer, at: "2026-07-20T12:00:00Z")?.until == Timestamp("2026-07-20T22:00:00Z"))
    }

    @Test func `of a month counts its days, and outlasts the day's`() throws {
        let days = (1...5).map { ("2026-02-0\($0)T10:00:00Z", 1_000) }
        let all = try calls(days[0], days[1], days[2], days[3], days[4])
        let reached = try #require(try reached(all, at: "2026-02-05T11:00:00Z"))
        #expect(reached.period == .month && reached.until == Timestamp("2026-02-28T23:00:00Z"))
        #expect(try self.reached(all, at: "2026-03-01T11:00:00Z") == nil)
        #expect(try self.reached(try calls(days[0]), at: "2026-02-02T11:00:00Z") == nil)
    }

    @Test func `of nothing is reached at once`() throws {
        let none = ModelBudget(dayMicroEuros: 0, monthMicroEuros: 0)
        let now = try #require(Timestamp("2026-01-20T10:00:00Z"))
        #expect(none.reached(in: ModelCalls(), at: now) != nil)
    }
}
