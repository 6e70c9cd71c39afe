import Testing

@testable import Events
@testable import Projections

@Suite struct `Sessions by token` {
    static let first = SessionID(number: 1)
    static let second = SessionID(number: 2)
    static let third = SessionID(number: 3)

    static func day(_ day: Int) -> Timestamp { Happening.beginning.adding(seconds: day * 86_400) }

    static func opened(_ id: SessionID, of account: PersonID = .ana, on day: Int, until expiry: Int) -> Happening {
        .opened(id, of: account, token: "\(id)", until: Self.day(expiry), ends: Self.day(day + 85)).at(Self.day(day))
    }

    @Test func `are found by token, by id and by account`() throws {
        try Given(
            Self.opened(Self.first, on: 0, until: 14), Self.opened(Self.second, on: 1, until: 15),
            Self.opened(Self.third, of: .ben, on: 1, until: 15)
        ).then(Sessions.self) { sessions in
            let session = try #require(sessions.session(tokenHash: digest("\(Self.first)")))
            #expect(session.id == Self.first)
            #expect(session.account == .ana)
            #expect(session.openedAt == 1)
            #expect(session.created == Self.day(0))
            #expect(session.renewed == Self.day(0))
            #expect(session.expires == Self.day(14))
            #expect(session.ends == Self.day(85))
            #expect(sessions[Self.first] == session)
            #expect(sessions.sessions(of: .ana).map(\.id) == [Self.first, Self.second])
            #expect(sessions.sessions(of: .mme).isEmpty)
            #expect(sessions.session(tokenHash: digest("another token")) == nil)
            #expect(sessions.session(tokenHash: "") == nil)
            #expect(sessions.count == 3)
        }
    }

    @Test func `expire, and end however much they are used`() throws {
        let opened = Happening.opened(
            Self.first, of: .ana, token: "t", until: Self.day(14), ends: Self.day(20))
        try Given(opened, .renewed(Self.first, of: .ana, until: Self.day(30))).then(Sessions.self) { sessions in
            let session = try #require(sessions[Self.first])
            #expect(session.isLive(at: Self.day(19)))
            #expect(!session.isLive(at: Self.day(20)))
        }
        try Given(opened).then(Sessions.self) { sessions in
            let session = try #require(sessions[Self.first])
            #expect(session.isLive(at: Timestamp(microseconds: Self.day(14).microseconds - 1)))
            #expect(!session.isLive(at: Self.day(14)))
        }
    }

    @Test func `are renewed and stay the same session`() throws {
        try Given(
            Self.opened(Self.first, on: 0, until: 14),
            .renewed(Self.first, of: .ana, until: Self.day(24)).at(Self.day(10)),
            .renewed(Self.second, of: .ana, until: Self.day(40))
        ).then(Sessions.self) { sessions in
            let session = try #require(sessions.session(tokenHash: digest("\(Self.first)")))
            #expect(session.expires == Self.day(24))
            #expect(session.renewed == Self.day(10))
            #expect(session.created == Self.day(0))
            #expect(session.openedAt == 1)
            #expect(sessions[Self.second] == nil)
            #expect(sessions.count == 1)
        }
    }

    @Test(arguments: [SessionCloseCause.logout, .revoked, .passwordChanged, .operator])
    func `are gone when closed, whatever the cause`(cause: SessionCloseCause) throws {
        try Given(
            Self.opened(Self.first, on: 0, until: 14), Self.opened(Self.second, on: 0, until: 14),
            .closed(Self.first, of: .ana, cause), .closed(Self.first, of: .ana, cause),
            .renewed(Self.first, of: .ana, until: Self.day(20))
        ).then(Sessions.self) { sessions in
            #expect(sessions[Self.first] == nil)
            #expect(sessions.session(tokenHash: digest("\(Self.first)")) == nil)
            #expect(sessions.sessions(of: .ana).map(\.id) == [Self.second])
            #expect(sessions.count == 1)
        }
    }

    @Test func `that expired are dropped when their person logs in again, the oldest first and one at a time`() throws
    {
        try Given(
            Self.opened(Self.first, on: 0, until: 14), Self.opened(Self.second, on: 5, until: 19),
            Self.opened(Self.third, on: 14, until: 28)
        ).then(Sessions.self) { sessions in
            #expect(sessions.sessions(of: .ana).map(\.id) == [Self.second, Self.third])
            #expect(sessions.session(tokenHash: digest("\(Self.first)")) == nil)
        }
        try Given(
            Self.opened(Self.first, on: 0, until: 14), Self.opened(Self.second, on: 5, until: 19),
            Self.opened(Self.third, on: 30, until: 44)
        ).then(Sessions.self) { sessions in
            #expect(sessions.sessions(of: .ana).map(\.id) == [Self.second, Self.third])
        }
        // The oldest is in use, so those after it stay, however old they are.
        try Given(
            Self.opened(Self.first, on: 0, until: 40), Self.opened(Self.second, on: 5, until: 19),
            Self.opened(Self.third, on: 30, until: 44)
        ).then(Sessions.self) { #expect($0.count == 3) }
    }

    @Test func `that expired stay until then, and others' logins leave them`() throws {
        try Given(
            Self.opened(Self.first, on: 0, until: 14), Self.opened(Self.second, of: .ben, on: 50, until: 64)
        ).then(Sessions.self) { sessions in
            #expect(sessions.sessions(of: .ana).map(\.id) == [Self.first])
            #expect(sessions.count == 2)
        }
    }

    @Test func `never pile up`() throws {
        let logins = (0..<300).map { number in
            Self.opened(SessionID(number: UInt64(number)), on: number, until: number + 14)
        }
        try Given(logins).then(Sessions.self) { #expect($0.count == 14) }
    }

    @Test func `go with their person`() throws {
        try Given(
            Self.opened(Self.first, on: 0, until: 14), Self.opened(Self.second, on: 0, until: 14),
            Self.opened(Self.third, of: .ben, on: 0, until: 14), .erased(.ana)
        ).then(Sessions.self) { sessions in
            #expect(sessions.sessions(of: .ana).isEmpty)
            #expect(sessions[Self.first] == nil)
            #expect(sessions.session(tokenHash: digest("\(Self.second)")) == nil)
            #expect(sessions.count == 1)
            #expect(sessions[Self.third]?.account == .ben)
        }
    }
}
