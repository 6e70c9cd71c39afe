import Testing

@testable import Events
@testable import Projections

@Suite struct `A streak of active days` {
    /// Ana changes something at each of these instants.
    static func active(at times: [Timestamp]) -> Given {
        Given(times.map { Happening.profileChanged(.ana, [.weakSkills]).at($0) })
    }

    /// `count` instants, one a day of 24 hours.
    static func days(_ count: Int, from first: Timestamp) -> [Timestamp] {
        (0..<count).map { first.adding(seconds: $0 * 86_400) }
    }

    @Test(arguments: 1...15) func `is as long as the days in a row and earns its badge on the seventh`(count: Int)
        throws
    {
        let times = Self.days(count, from: Happening.beginning)
        try Self.active(at: times).then(Badges.self) { badges in
            #expect(badges.streak(of: .ana, at: times[count - 1]) == count)
            #expect(badges.badges(of: .ana) == (count >= 7 ? [.streak7] : []))
            #expect(badges.badges(of: .ana, earnedIn: 7...7) == (count >= 7 ? [.streak7] : []))
        }
    }

    @Test func `counts a day once`() throws {
        let times = Self.days(6, from: Happening.beginning).flatMap { day in
            [0, 60, 3_600].map { day.adding(seconds: $0) }
        }
        try Self.active(at: times).then(Badges.self) { badges in
            #expect(badges.streak(of: .ana, at: times[17]) == 6)
            #expect(badges.badges(of: .ana).isEmpty)
        }
    }

    @Test func `has one day of grace`() throws {
        let times = Self.days(3, from: Happening.beginning)
        try Self.active(at: times).then(Badges.self) { badges in
            #expect(badges.streak(of: .ana, at: instant("2026-09-09T21:59:59Z")) == 3)
            #expect(badges.streak(of: .ana, at: instant("2026-09-10T00:00:00Z")) == 3)
            #expect(badges.streak(of: .ana, at: instant("2026-09-10T21:59:59.999999Z")) == 3)
            #expect(badges.streak(of: .ana, at: instant("2026-09-10T22:00:00Z")) == 0)
            #expect(badges.streak(of: .ben, at: times[2]) == 0)
        }
    }

    @Test func `begins anew after a day without anything`() throws {
        let first = Self.days(6, from: Happening.beginning)
        let times = first + Self.days(6, from: Happening.beginning.adding(seconds: 7 * 86_400))
        try Self.active(at: times).then(Badges.self) { badges in
            #expect(badges.streak(of: .ana, at: times[11]) == 6)
            #expect(badges.badges(of: .ana).isEmpty)
        }
    }

    @Test func `earns its badge once`() throws {
        let times = Self.days(8, from: Happening.beginning) + Self.days(9, from: instant("2026-12-01T10:00:00Z"))
        try Self.active(at: times).then(Badges.self) { #expect($0.badges(of: .ana) == [.streak7]) }
    }

    @Test func `goes by midnight in Paris, not in Greenwich`() throws {
        // Both on 8 September in Paris; in UTC the first is still on the 7th.
        try Self.active(at: [instant("2026-09-07T22:00:00Z"), instant("2026-09-08T21:59:59Z")]).then(Badges.self) {
            #expect($0.streak(of: .ana, at: instant("2026-09-08T12:00:00Z")) == 1)
        }
        // Two days in Paris, one in UTC.
        try Self.active(at: [instant("2026-09-07T21:59:59Z"), instant("2026-09-07T22:00:00Z")]).then(Badges.self) {
            #expect($0.streak(of: .ana, at: instant("2026-09-08T12:00:00Z")) == 2)
        }
        // In winter the day begins an hour later in UTC.
        try Self.active(at: [instant("2026-12-07T22:30:00Z"), instant("2026-12-07T23:00:00Z")]).then(Badges.self) {
            #expect($0.streak(of: .ana, at: instant("2026-12-08T12:00:00Z")) == 2)
        }
    }

    /// Seven evenings or nights around each change of the clock: in Paris the days of the change have 23 and 25 hours.
    @Test(arguments: ["2026-03-26", "2026-10-22", "2027-03-25", "2027-10-28"])
    func `is not broken by the change to or from summer time`(firstDay: String) throws {
        let day = try #require(CivilDate(firstDay)).daysSinceEpoch
        let offsets = [0, 3, 12, 20, 21, 22, 23]
        for hour in offsets {
            // Instants by the clock of Paris: the same hour of the day, whatever the offset from UTC.
            let times = try (0..<7).map { index in
                let local = Timestamp(seconds: Int64(day + index) * 86_400 + Int64(hour) * 3_600)
                let candidates = [7_200, 3_600].map { local.adding(seconds: -$0) }
                return try #require(candidates.first { ParisDay.of($0) == day + index })
            }
            try Self.active(at: times).then(Badges.self) { badges in
                #expect(badges.streak(of: .ana, at: times[6]) == 7, "\(hour):00")
                #expect(badges.badges(of: .ana) == [.streak7], "\(hour):00")
            }
        }
    }

    @Test func `is kept up by facts alone that the person caused`() throws {
        let times = Self.days(7, from: Happening.beginning)
        let others: [Happening] = [
            .recorded(by: .ana), .renewed(SessionID(number: 1), of: .ana, until: times[6]),
            .roleChanged(.ana, to: .parent), .passwordChanged(.ana).by(.operator("root")),
            .measured(.LCP, 900), .enrolled(.ana, in: ClassID(number: 1)).by(.user(.mme)),
        ]
        for other in others {
            let happenings = times.enumerated().map { index, time in
                (index == 3 ? other : Happening.profileChanged(.ana, [.weakSkills])).at(time)
            }
            try Given(happenings).then(Badges.self) { badges in
                #expect(badges.streak(of: .ana, at: times[6]) == 3)
                #expect(badges.badges(of: .ana).isEmpty)
            }
        }
    }
}
