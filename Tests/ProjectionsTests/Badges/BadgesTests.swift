import Testing

@testable import Events
@testable import Projections

@Suite struct `Badges for copies and marks` {
    static let first = CopieID(number: 1)
    static let second = CopieID(number: 2)

    @Test func `reward the first copie, once`() throws {
        try Given(
            .logOpened, .handedIn(Self.first, by: .ana), .handedIn(Self.second, by: .ana)
        ).then(Badges.self) { badges in
            #expect(badges.badges(of: .ana) == [.firstCopy])
            #expect(badges.badges(of: .ana, earnedIn: 2...2) == [.firstCopy])
            #expect(badges.badges(of: .ana, earnedIn: 3...9).isEmpty)
            #expect(badges.badges(of: .ben).isEmpty)
        }
    }

    @Test(arguments: [(14.5, false), (15.0, false), (15.5, true), (20.0, true)])
    func `reward a mark strictly above 15`(note: Double, earned: Bool) throws {
        try Given(.handedIn(Self.first, by: .ana), .completed(Self.first, note: note)).then(Badges.self) {
            #expect($0.badges(of: .ana).contains(.score15) == earned)
        }
    }

    @Test func `reward a high mark once, and it is not lost again`() throws {
        try Given(
            .handedIn(Self.first, by: .ana), .handedIn(Self.second, by: .ana), .completed(Self.first, note: 17),
            .completed(Self.second, note: 18), .requested(Self.first, by: .ana), .completed(Self.first, note: 4)
        ).then(Badges.self) { badges in
            #expect(badges.badges(of: .ana) == [.firstCopy, .score15])
            #expect(badges.badges(of: .ana, earnedIn: 3...3) == [.score15])
        }
    }

    @Test func `go to the owner of the copie, whoever hands it in or corrects it`() throws {
        try Given(
            .handedIn(Self.first, by: .ana).by(.user(.mme)), .completed(Self.first, note: 16).by(.user(.mme))
        ).then(Badges.self) { badges in
            #expect(badges.badges(of: .ana) == [.firstCopy, .score15])
            #expect(badges.badges(of: .mme).isEmpty)
        }
    }

    @Test func `of somebody who never acted come without a streak`() throws {
        try Given(.handedIn(Self.first, by: .ana).by(.system("import"))).then(Badges.self) { badges in
            #expect(badges.badges(of: .ana) == [.firstCopy])
            #expect(badges.streak(of: .ana, at: Happening.beginning) == 0)
        }
    }

    @Test func `cannot be had by telemetry`() throws {
        let days = (0..<30).map { day in
            Happening.recorded(by: .ana, one(day)).at(Happening.beginning.adding(seconds: day * 86_400))
        }
        try Given(days).then(Badges.self) { #expect($0 == Badges()) }
        func one(_ day: Int) -> TelemetryKind { TelemetryKind.allCases[day % TelemetryKind.allCases.count] }
    }

    @Test func `need a mark that belongs to a copie`() throws {
        try Given(.completed(Self.first, note: 20)).then(Badges.self) { #expect($0 == Badges()) }
    }

    @Test func `go with their person`() throws {
        try Given(.handedIn(Self.first, by: .ana), .erased(.ana)).then(Badges.self) { badges in
            #expect(badges.badges(of: .ana).isEmpty)
            #expect(badges.streak(of: .ana, at: Happening.beginning) == 0)
        }
    }
}
