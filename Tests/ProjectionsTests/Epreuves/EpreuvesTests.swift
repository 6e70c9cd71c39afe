import Testing

@testable import Events
@testable import Projections

@Suite struct `Épreuves by id and owner` {
    static let first = EpreuveID(number: 1)
    static let second = EpreuveID(number: 2)
    static let third = EpreuveID(number: 3)

    static let given = [
        Happening.logOpened, .given(first, to: .ana, .dissertation), .given(third, to: .ben),
        .given(second, to: .ana, .contractionEssai, bankID: "essai-3"),
    ]

    @Test func `say where their subject stands, and nothing of it`() throws {
        try Given(Self.given).then(Epreuves.self) { epreuves in
            let found = GivenEpreuve(
                id: Self.first, owner: .ana, type: .dissertation, position: 2,
                created: Happening.beginning.adding(seconds: 120), bankID: nil)
            #expect(epreuves[Self.first] == found)
            #expect(epreuves[Self.second]?.bankID == "essai-3")
            #expect(epreuves[EpreuveID(number: 9)] == nil)
            #expect(epreuves.count == 3)
        }
    }

    @Test func `are listed oldest first`() throws {
        try Given(Self.given).then(Epreuves.self) { epreuves in
            #expect(epreuves.ownedBy(.ana).map(\.id) == [Self.first, Self.second])
            #expect(epreuves.ownedBy(.ben).map(\.id) == [Self.third])
            #expect(epreuves.ownedBy(.mme).isEmpty)
        }
    }

    @Test func `go with their owner`() throws {
        try Given(Self.given + [.erased(.ana)]).then(Epreuves.self) { epreuves in
            #expect(epreuves.ownedBy(.ana).isEmpty)
            #expect(epreuves[Self.first] == nil)
            #expect(epreuves[Self.second] == nil)
            #expect(epreuves[Self.third]?.owner == .ben)
            #expect(epreuves.count == 1)
        }
    }
}
