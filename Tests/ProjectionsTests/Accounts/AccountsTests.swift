import Testing

@testable import Events
@testable import Projections

@Suite struct `Accounts by id and address` {
    @Test func `are found after registration, without anything personal`() throws {
        try Given(
            .logOpened, .registered(.ana, email: "ana"), .registered(.mme, email: "mme", role: .enseignant)
        ).then(Accounts.self) { accounts in
            #expect(accounts.count == 2)
            #expect(accounts.id(emailHash: digest("ana")) == .ana)
            #expect(accounts.id(emailHash: digest("personne")) == nil)
            #expect(accounts.id(emailHash: "not a digest") == nil)
            #expect(Set(accounts.all.keys) == [.ana, .mme])
            let ana = try #require(accounts[.ana])
            #expect(ana.role == .eleve)
            #expect(ana.registeredAt == 2)
            #expect(ana.passwordAt == 2)
            #expect(ana.created == Happening.beginning.adding(seconds: 120))
            #expect(ana.profile.map(\.position) == [2])
            for field in ProfileField.allCases { #expect(ana.profile[0].holds(field)) }
            #expect(accounts[.mme]?.role == .enseignant)
        }
    }

    @Test func `have the role given last`() throws {
        try Given(
            .registered(.ana, email: "ana"), .registered(.ben, email: "ben"), .roleChanged(.ana, to: .admin),
            .roleChanged(.ana, to: .auditeur)
        ).then(Accounts.self) { accounts in
            #expect(accounts[.ana]?.role == .auditeur)
            #expect(accounts[.ben]?.role == .eleve)
        }
    }

    @Test func `know whom they let read what is written, and since when`() throws {
        try Given(
            .registered(.ana, email: "ana"), .consent(.ana, to: "a", true), .consent(.ana, to: "b", true),
            .registered(.ben, email: "ben"), .consent(.ben, to: "a", true), .consent(.ben, to: "a", false)
        ).then(Accounts.self) { accounts in
            let given = try #require(accounts[.ana]?.modelConsent)
            #expect(given.recipient == "b" && given.since == Happening.beginning.adding(seconds: 180))
            #expect(accounts[.ben]?.modelConsent == nil)
        }
    }

    @Test func `know where the current password hash stands`() throws {
        try Given(
            .registered(.ana, email: "ana"), .passwordChanged(.ana), .registered(.ben, email: "ben"),
            .passwordChanged(.ana)
        ).then(Accounts.self) { accounts in
            #expect(accounts[.ana]?.passwordAt == 4)
            #expect(accounts[.ben]?.passwordAt == 3)
        }
    }

    @Test func `take each member of the profile from the record that changed it last`() throws {
        try Given(
            .registered(.ana, email: "ana"), .profileChanged(.ana, [.displayName, .classLevel]),
            .profileChanged(.ana, [.classLevel, .weakSkills])
        ).then(Accounts.self) { accounts in
            let profile = try #require(accounts[.ana]?.profile)
            func holder(_ field: ProfileField) -> [LogPosition] { profile.filter { $0.holds(field) }.map(\.position) }
            #expect(holder(.displayName) == [2])
            #expect(holder(.classLevel) == [3])
            #expect(holder(.weakSkills) == [3])
            for field in [ProfileField.targetScore, .establishment, .eafDate, .onboardingCompleted] {
                #expect(holder(field) == [1])
            }
        }
    }

    @Test func `forget records of the profile that hold nothing any more`() throws {
        try Given(
            .registered(.ana, email: "ana"), .profileChanged(.ana, [.displayName]),
            .profileChanged(.ana, ProfileField.allCases), .profileChanged(.ana, [])
        ).then(Accounts.self) { accounts in
            #expect(accounts[.ana]?.profile.first?.position == 3)
        }
    }

    @Test func `keep their list of records as short as the profile, however often it changes`() throws {
        let seed: UInt64 = 3
        var generator = SeededGenerator(seed: seed)
        let changes = (0..<500).map { _ in
            let fields = ProfileField.allCases.shuffled(using: &generator)
            return Happening.profileChanged(.ana, Array(fields.prefix(generator.below(4))))
        }
        try Given([.registered(.ana, email: "ana")] + changes).then(Accounts.self) { accounts in
            let profile = try #require(accounts[.ana]?.profile)
            #expect(profile.count <= ProfileField.allCases.count + 1)
            for field in ProfileField.allCases {
                #expect(profile.filter { $0.holds(field) }.count == 1, "seed \(seed)")
            }
        }
    }

    @Test func `leave nothing but the id when their person is erased`() throws {
        try Given(
            .registered(.ana, email: "ana"), .registered(.ben, email: "ben"), .erased(.ana), .passwordChanged(.ana),
            .roleChanged(.ana, to: .admin), .profileChanged(.ana, [.displayName]), .erased(.ana)
        ).then(Accounts.self) { accounts in
            #expect(accounts[.ana] == nil)
            #expect(accounts.id(emailHash: digest("ana")) == nil)
            #expect(accounts.count == 1)
            #expect(Array(accounts.erasedPersons) == [.ana] && accounts.erased == 1)
            #expect(accounts.isErased(.ana) && !accounts.isErased(.ben))
            #expect(accounts.lastErasedAt == LogPosition(7))
            #expect(Array(accounts.ids) == [.ben])
            #expect(accounts.id(emailHash: digest("ben")) == .ben)
        }
    }

    @Test func `know the last admin`() throws {
        let given: [Happening] = [
            .registered(.ana, email: "a"), .registered(.ben, email: "b"), .roleChanged(.ana, to: .admin),
        ]
        try Given(given).then(Accounts.self) { #expect($0.isLastAdmin(.ana) && !$0.isLastAdmin(.ben)) }
        try Given(given + [.roleChanged(.ben, to: .admin)]).then(Accounts.self) {
            #expect(!$0.isLastAdmin(.ana) && !$0.isLastAdmin(.ben))
        }
    }

    @Test func `may be registered again under the address of an erased person`() throws {
        try Given(.registered(.ana, email: "a"), .erased(.ana), .registered(.ben, email: "a")).then(Accounts.self) {
            #expect($0.id(emailHash: digest("a")) == .ben)
        }
    }
}
