import Testing

@testable import Events
@testable import Projections

@Suite struct `A person's timeline` {
    static let time = instant("2026-10-01T00:00:00Z")
    static let session = SessionID(number: 1)
    static let copie = CopieID(number: 1)
    static let school = ClassID(number: 1)

    /// What Ana sees of herself.
    static let shown: [Happening] = [
        .registered(.ana, email: "ana"), .profileChanged(.ana, [.displayName]), .passwordChanged(.ana),
        .opened(session, of: .ana, token: "t", until: time, ends: time), .closed(session, of: .ana),
        .given(EpreuveID(number: 1), to: .ana), .handedIn(copie, by: .ana), .recorded(by: .ana, .quiz),
        .searched(by: .ana), .recorded(by: .ana).by(.operator("root")),
        .classOpened(school, by: .ana, code: "ABC234"), .enrolled(.ana, in: school).by(.user(.mme)),
        .passwordChanged(.ana).by(.operator("root")), .handedIn(copie, by: .ana).by(.system("import")),
    ]

    /// What is nobody's, or nobody's business.
    static let hidden: [Happening] = [
        .logOpened, .fromTheFuture, .roleChanged(.ana, to: .admin), .renewed(session, of: .ana, until: time),
        .closed(session, of: .ana, .revoked), .closed(session, of: .ana, .passwordChanged),
        .closed(session, of: .ana, .operator), .invited(InvitationID(number: 1), code: "c", until: time),
        .invitationUsed(InvitationID(number: 1), by: .ana), .invitationRevoked(InvitationID(number: 1)),
        .codeRotated(school, by: .ana, to: "XYZ789"), .left(.ana, school), .exported(school, by: .ana, pupils: 1),
        .read(copie), .requested(copie, by: .ana), .started(copie, lease: time), .completed(copie, note: 9),
        .failed(copie), .commented(copie, by: .ana, CommentID(number: 1)), .called("m"), .measured(.LCP, 900),
        .documentAdded("a"), .documentRemoved("a"),
    ]

    @Test(arguments: shown) func `shows what the person did or was given`(happening: Happening) throws {
        try Given(.logOpened, happening).then(Timeline.self) { timeline in
            #expect(timeline.entries(of: .ana, limit: 10) == [2])
            #expect(timeline.entries(of: .mme, limit: 10).isEmpty)
        }
    }

    @Test(arguments: hidden) func `shows nothing else`(happening: Happening) throws {
        try Given(happening).then(Timeline.self) { #expect($0 == Timeline()) }
    }

    @Test func `is sorted newest first, each person apart`() throws {
        try Given(
            .recorded(by: .ana), .recorded(by: .ben), .handedIn(Self.copie, by: .ana), .recorded(by: .ben),
            .recorded(by: .ana)
        ).then(Timeline.self) { timeline in
            #expect(timeline.entries(of: .ana, limit: 10) == [5, 3, 1])
            #expect(timeline.entries(of: .ana, limit: 2) == [5, 3])
            #expect(timeline.entries(of: .ana, limit: 0).isEmpty)
            #expect(timeline.entries(of: .ben, limit: 10) == [4, 2])
        }
    }

    @Test(arguments: [199, 200, 201, 263, 264, 265, 1_000])
    func `keeps as many entries as one request may ask for, and few more`(count: Int) throws {
        try Given((0..<count).map { _ in .recorded(by: .ana) }).then(Timeline.self) { timeline in
            let newest = (1...count).suffix(Timeline.entriesMax).reversed().map { LogPosition(UInt64($0)) }
            #expect(timeline.entries(of: .ana, limit: Timeline.entriesMax) == newest)
            #expect(timeline.entries(of: .ana, limit: .max).count < Timeline.entriesMax + 64)
        }
    }

    @Test func `goes with its person`() throws {
        try Given(.recorded(by: .ana), .recorded(by: .ben), .erased(.ana)).then(Timeline.self) { timeline in
            #expect(timeline.entries(of: .ana, limit: 10).isEmpty)
            #expect(timeline.entries(of: .ben, limit: 10) == [2])
        }
    }
}
