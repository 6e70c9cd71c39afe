import Testing

@testable import Events
@testable import Projections

@Suite struct `The queue of copies` {
    static let ids = (1...5).map { CopieID(number: UInt64($0)) }

    static func minute(_ minute: Int) -> Timestamp { Happening.beginning.adding(seconds: minute * 60) }

    /// Copies handed in at the minutes 1, 2, 3, …
    static func handedIn(_ count: Int) -> [Happening] {
        ids.prefix(count).map { .handedIn($0, by: .ana, blob: "blob \($0)") }
    }

    @Test func `is empty when nothing was handed in`() throws {
        try Given(.logOpened).then(Copies.self) { copies in
            #expect(copies.nextWork(at: Self.minute(9)) == nil)
            #expect(copies.nextWorkTime(after: Self.minute(9)) == nil)
            #expect(copies.underWay.isEmpty)
            #expect(copies.ownedBy(.ana).isEmpty)
        }
    }

    @Test func `gives out what was asked for first`() throws {
        try Given(Self.handedIn(3)).then(Copies.self) { copies in
            #expect(copies.nextWork(at: Self.minute(9))?.id == Self.ids[0])
            #expect(copies.nextWorkTime(after: Self.minute(9)) == nil)
        }
    }

    @Test func `puts a copie that is asked for again behind those that wait`() throws {
        try Given(
            Self.handedIn(2) + [
                .completed(Self.ids[0], note: 9), .requested(Self.ids[0], by: .ana),
                .started(Self.ids[1], lease: Self.minute(20)),
            ]
        ).then(Copies.self) { copies in
            #expect(copies.nextWork(at: Self.minute(9))?.id == Self.ids[0])
            #expect(copies.nextWork(at: Self.minute(20))?.id == Self.ids[1])
        }
    }

    @Test func `goes by position among those of the same instant`() throws {
        let together = Self.ids.reversed().map { Happening.handedIn($0, by: .ana).at(Self.minute(1)) }
        try Given(Array(together)).then(Copies.self) { #expect($0.nextWork(at: Self.minute(1))?.id == Self.ids[4]) }
    }

    @Test func `skips what a worker has, what is postponed and what is over`() throws {
        try Given(
            Self.handedIn(5) + [
                .started(Self.ids[0], lease: Self.minute(30)),
                .failed(Self.ids[1], next: Self.minute(20)),
                .completed(Self.ids[2], note: 12), .failed(Self.ids[3], final: true),
            ]
        ).then(Copies.self) { copies in
            #expect(copies.nextWork(at: Self.minute(10))?.id == Self.ids[4])
            #expect(copies.openCount == 3)
            #expect(copies.underWay.map(\.id) == [Self.ids[0]])
            #expect(copies.nextWorkTime(after: Self.minute(10)) == Self.minute(20))
            #expect(copies.nextWork(at: Self.minute(20))?.id == Self.ids[1])
            #expect(copies.nextWorkTime(after: Self.minute(20)) == Self.minute(30))
            #expect(copies.nextWork(at: Self.minute(30))?.id == Self.ids[0])
            #expect(copies.nextWorkTime(after: Self.minute(30)) == nil)
        }
    }

    @Test func `has nothing before the time that it names, and something then`() throws {
        try Given(
            Self.handedIn(2) + [
                .started(Self.ids[0], lease: Self.minute(30)), .failed(Self.ids[1], next: Self.minute(20)),
            ]
        ).then(Copies.self) { copies in
            let time = try #require(copies.nextWorkTime(after: Self.minute(5)))
            #expect(copies.nextWork(at: Timestamp(microseconds: time.microseconds - 1)) == nil)
            #expect(copies.nextWork(at: time) != nil)
        }
    }

    @Test func `lists what is under way by id`() throws {
        try Given(
            Self.handedIn(4) + [2, 0, 3].map { .started(Self.ids[$0], lease: Self.minute(6)) }
        ).then(Copies.self) { #expect($0.underWay.map(\.id) == [Self.ids[0], Self.ids[2], Self.ids[3]]) }
    }

    @Test func `lists a person's copies oldest first`() throws {
        try Given(
            .handedIn(Self.ids[2], by: .ana), .handedIn(Self.ids[1], by: .ben), .handedIn(Self.ids[0], by: .ana)
        ).then(Copies.self) { #expect($0.ownedBy(.ana).map(\.id) == [Self.ids[2], Self.ids[0]]) }
    }

    @Test func `names every blob that a copie needs`() throws {
        try Given(
            Self.handedIn(2) + [.read(Self.ids[0], textBlob: "texte"), .read(Self.ids[1])]
        ).then(Copies.self) { copies in
            #expect(copies.blobs == ["blob \(Self.ids[0])", "blob \(Self.ids[1])", "texte"])
        }
    }

    @Test func `drops the copies of an erased person, of whom only marks stay`() throws {
        try Given(
            Self.handedIn(4) + [
                .handedIn(Self.ids[4], by: .ben), .read(Self.ids[0], textBlob: "texte"),
                .completed(Self.ids[0], note: 14), .commented(Self.ids[0], by: .mme, CommentID(number: 1)),
                .started(Self.ids[1], lease: Self.minute(30)), .failed(Self.ids[2], next: Self.minute(20)),
                .erased(.ana),
            ]
        ).then(Copies.self) { copies in
            let done = try #require(copies[Self.ids[0]])
            #expect(done.status == .done)
            #expect(done.note == 14)
            #expect(done.readAt == nil)
            #expect(done.isErased)
            // What is stored of them is not needed any more, and is still found by who removes it.
            #expect(copies.blobs == ["blob"])
            #expect(copies.erasedBlobs == Set(Self.ids[0...3].map { "blob \($0)" } + ["texte"]))
            #expect(done.comments.isEmpty)
            for id in Self.ids[1...3] {
                #expect(copies[id]?.status == .error)
                #expect(copies[id]?.run == nil)
                #expect(copies[id]?.leaseUntil == nil)
                #expect(copies[id]?.nextAttempt == nil)
            }
            #expect(copies.ownedBy(.ana).count == 4)
            #expect(copies.underWay.isEmpty)
            #expect(copies.openCount == 1)
            #expect(copies.nextWork(at: Self.minute(60))?.id == Self.ids[4])
            #expect(copies.nextWorkTime(after: Self.minute(15)) == nil)
        }
    }

    @Test func `has no work for an erased person's copie, whatever is recorded of it afterwards`() throws {
        let given = Self.handedIn(1) + [.completed(Self.ids[0], note: 14), .erased(.ana)]
        try Given(given).then(Copies.self) { before in
            // A release before this one let a teacher ask again.
            try Given(given + [.requested(Self.ids[0], by: .mme), .read(Self.ids[0], textBlob: "texte")]).then(
                Copies.self
            ) {
                #expect($0 == before)
            }
        }
    }
}
