import Events
import Projections

/// What calls of models may cost in a day and in a month, by the clock of Paris.
///
/// What was spent is what the log says, so a restart forgets nothing and several nodes count together. Calls that are under way are
/// not counted yet: the limit may be passed by as many calls as are made at once.
struct ModelBudget: Sendable, Equatable {
    let dayMicroEuros: Int
    let monthMicroEuros: Int

    func limit(_ period: BudgetPeriod) -> Int {
        switch period {
        case .day: dayMicroEuros
        case .month: monthMicroEuros
        }
    }

    /// The budget that is used up at `now`, if one is; of both the one that lasts longer.
    func reached(in calls: ModelCalls, at now: Timestamp) -> BudgetReached? {
        for period in [BudgetPeriod.month, .day] {
            let spent = calls.spent(in: period, of: now)
            guard spent >= limit(period) else { continue }
            return BudgetReached(
                period: period, limitMicroEuros: limit(period), spentMicroEuros: spent, until: period.end(of: now))
        }
        return nil
    }
}

extension ModelCalls {
    /// Millionths of a euro spent in the period that `time` is in.
    func spent(in period: BudgetPeriod, of time: Timestamp) -> Int {
        switch period {
        case .day: spentOnDay(of: time)
        case .month: spentInMonth(of: time)
        }
    }
}

extension BudgetPeriod {
    /// Midnight in Paris at which the period that `time` is in ends.
    func end(of time: Timestamp) -> Timestamp {
        let today = ParisDay.of(time)
        switch self {
        case .day: return Self.midnight(before: today + 1)
        case .month:
            let date = CivilDate(daysSinceEpoch: today)
            let days = CivilDate.days(inMonth: date.month, year: date.year)
            return Self.midnight(before: today - date.day + 1 + days)
        }
    }

    private static func midnight(before day: Int) -> Timestamp {
        // Clocks change at 01:00 UTC: an hour before midnight UTC and at midnight in Paris the offset is the same.
        let guess = Timestamp(seconds: Int64(day) * 86_400 - 3_600)
        return Timestamp(seconds: Int64(day) * 86_400 - Int64(ParisDay.offsetSeconds(at: guess)))
    }
}
