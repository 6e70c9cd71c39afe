import Testing

@testable import Events
@testable import Projections

@Suite struct `Invitations by code` {
    static let expiry = instant("2026-10-01T00:00:00Z")
    static let first = InvitationID(number: 1)
    static let second = InvitationID(number: 2)

    static let both = [
        Happening.invited(first, code: "un", until: expiry),
        Happening.invited(second, code: "deux", role: .admin, until: expiry),
    ]

    @Test func `can be looked up until they are used`() throws {
        try Given(Self.both).then(Invitations.self) { invitations in
            let found = OpenInvitation(id: Self.first, role: .enseignant, expires: Self.expiry)
            #expect(invitations.invitation(codeHash: digest("un")) == found)
            #expect(invitations.invitation(codeHash: digest("deux"))?.role == .admin)
            #expect(invitations.invitation(codeHash: digest("trois")) == nil)
            #expect(invitations.invitation(codeHash: "?") == nil)
            #expect(invitations.count == 2)
        }
    }

    @Test func `can be used once`() throws {
        let used = Happening.invitationUsed(Self.first, by: .mme)
        try Given(Self.both + [used, used]).then(Invitations.self) { invitations in
            #expect(invitations.invitation(codeHash: digest("un")) == nil)
            #expect(invitations.invitation(codeHash: digest("deux"))?.id == Self.second)
            #expect(invitations.count == 1)
        }
    }

    @Test func `can be withdrawn`() throws {
        try Given(Self.both + [.invitationRevoked(Self.second)]).then(Invitations.self) { invitations in
            #expect(invitations.invitation(codeHash: digest("deux")) == nil)
            #expect(invitations.count == 1)
        }
    }

    @Test func `are kept past their expiry, which whoever asks can see`() throws {
        try Given(Self.both + [.logOpened.at(Self.expiry.adding(seconds: 1))]).then(Invitations.self) {
            #expect($0.invitation(codeHash: digest("un"))?.expires == Self.expiry)
        }
    }
}
