import Testing

@testable import Events
@testable import Projections

@Suite struct `Copies and their corrections` {
    static let first = CopieID(number: 1)
    static let second = CopieID(number: 2)
    static let run = CorrectionRunID(number: 7)
    static let lease = instant("2026-09-07T11:00:00Z")
    static let next = instant("2026-09-07T12:00:00Z")

    /// Hands in a copie, appends `happenings`, and hands it to `check`.
    static func after(_ happenings: Happening..., check: (HandedInCopie) throws -> Void) throws {
        try Given([.handedIn(first, by: .ana)] + happenings).then(Copies.self) { try check(#require($0[first])) }
    }

    @Test func `wait for a worker once they are handed in`() throws {
        try Given(
            .handedIn(Self.first, by: .ana, epreuve: EpreuveID(number: 5), blob: "adresse"),
            .handedIn(Self.second, by: .ben)
        ).then(Copies.self) { copies in
            let copie = try #require(copies[Self.first])
            let time = Happening.beginning.adding(seconds: 60)
            let expected = HandedInCopie(
                id: Self.first, epreuve: EpreuveID(number: 5), owner: .ana, uploadedAt: 1, created: time,
                blob: "adresse", requested: time, changedAt: 1)
            #expect(copie == expected)
            #expect(copie.status == .pending)
            #expect(copie.attempts == 0)
            #expect(copie.note == nil)
            #expect(copies.count == 2)
            #expect(copies.openCount == 2)
            #expect(copies[CopieID(number: 3)] == nil)
        }
    }

    @Test func `belong to a worker until its lease ends`() throws {
        try Self.after(.started(Self.first, run: Self.run, lease: Self.lease)) { copie in
            #expect(copie.status == .processing)
            #expect(copie.run == Self.run)
            #expect(copie.attempts == 1)
            #expect(copie.leaseUntil == Self.lease)
            #expect(copie.nextAttempt == nil)
            #expect(copie.changedAt == 2)
            #expect(!copie.isFree(at: Timestamp(microseconds: Self.lease.microseconds - 1)))
            #expect(copie.isFree(at: Self.lease))
        }
    }

    @Test func `are taken over by another worker after that`() throws {
        let other = CorrectionRunID(number: 8)
        try Self.after(
            .started(Self.first, run: Self.run, lease: Self.lease),
            .started(Self.first, attempt: 2, run: other, lease: Self.next).at(Self.lease)
        ) { copie in
            #expect(copie.run == other)
            #expect(copie.attempts == 2)
            #expect(copie.leaseUntil == Self.next)
        }
    }

    @Test func `say where their text stands`() throws {
        try Self.after(.started(Self.first, lease: Self.lease), .read(Self.first)) { copie in
            #expect(copie.readAt == 3)
            #expect(copie.textBlob == nil)
            #expect(copie.status == .processing)
        }
        try Self.after(.read(Self.first, textBlob: "long"), .read(Self.first, textBlob: "plus long")) { copie in
            #expect(copie.readAt == 3)
            #expect(copie.textBlob == "plus long")
            #expect(copie.status == .pending)
        }
    }

    @Test func `are done with a mark`() throws {
        try Self.after(
            .started(Self.first, lease: Self.lease), .read(Self.first),
            .completed(Self.first, note: 13.5).at(Self.lease)
        ) { copie in
            #expect(copie.status == .done)
            #expect(copie.note == 13.5)
            #expect(copie.corrections == [GivenCorrection(position: 4, time: Self.lease, note: 13.5)])
            #expect(copie.attempts == 1)
            #expect(copie.run == nil)
            #expect(copie.leaseUntil == nil)
            #expect(!copie.isFree(at: Self.next))
        }
    }

    @Test func `wait for the next attempt after a failure`() throws {
        try Self.after(
            .started(Self.first, lease: Self.lease), .failed(Self.first, next: Self.next)
        ) { copie in
            #expect(copie.status == .pending)
            #expect(copie.failedAt == 3)
            #expect(copie.nextAttempt == Self.next)
            #expect(copie.attempts == 1)
            #expect(copie.run == nil)
            #expect(!copie.isFree(at: Self.lease))
            #expect(copie.isFree(at: Self.next))
        }
    }

    @Test func `count their attempts, and forget the failures once corrected`() throws {
        let tries = [
            Happening.started(Self.first, lease: Self.lease), .failed(Self.first, next: Self.next),
            .started(Self.first, attempt: 2, lease: Self.next), .failed(Self.first, attempt: 2, next: Self.next),
            .started(Self.first, attempt: 3, lease: Self.next),
        ]
        try Given([.handedIn(Self.first, by: .ana)] + tries).then(Copies.self) { copies in
            #expect(copies[Self.first]?.attempts == 3)
            #expect(copies[Self.first]?.failedAt == 5)
            #expect(copies[Self.first]?.nextAttempt == nil)
        }
        try Given([.handedIn(Self.first, by: .ana)] + tries + [.completed(Self.first, attempt: 3, note: 8)]).then(
            Copies.self
        ) { copies in
            #expect(copies[Self.first]?.failedAt == nil)
            #expect(copies[Self.first]?.attempts == 3)
        }
    }

    @Test func `end in an error without a mark after the last attempt`() throws {
        try Given(
            .handedIn(Self.first, by: .ana), .started(Self.first, lease: Self.lease),
            .failed(Self.first, final: true, next: Self.next)
        ).then(Copies.self) { copies in
            let copie = try #require(copies[Self.first])
            #expect(copie.status == .error)
            #expect(copie.note == nil)
            #expect(copie.nextAttempt == nil)
            #expect(copie.failedAt == 3)
            #expect(copies.openCount == 0)
            #expect(copies.nextWork(at: Self.next) == nil)
        }
    }

    @Test func `keep earlier corrections when they are corrected again`() throws {
        let again = [
            Happening.handedIn(Self.first, by: .ana), .started(Self.first, lease: Self.lease),
            .completed(Self.first, note: 9), .requested(Self.first, by: .ana).at(Self.next),
        ]
        try Given(again).then(Copies.self) { copies in
            let copie = try #require(copies[Self.first])
            #expect(copie.status == .pending)
            #expect(copie.attempts == 0)
            #expect(copie.requested == Self.next)
            #expect(copie.created < copie.requested)
            #expect(copie.note == 9)
            #expect(copies.nextWork(at: Self.next)?.id == Self.first)
        }
        let started = again + [.started(Self.first, lease: Self.next)]
        try Given(started + [.completed(Self.first, note: 11)]).then(Copies.self) {
            #expect($0[Self.first]?.corrections.map(\.note) == [9, 11])
            #expect($0[Self.first]?.corrections.map(\.position) == [3, 6])
            #expect($0[Self.first]?.note == 11)
        }
        try Given(started + [.failed(Self.first, final: true)]).then(Copies.self) {
            #expect($0[Self.first]?.status == .error)
            #expect($0[Self.first]?.note == 9)
        }
    }

    @Test func `start afresh when they are asked for again after an error`() throws {
        try Self.after(
            .started(Self.first, lease: Self.lease), .failed(Self.first, final: true),
            .requested(Self.first, by: .mme, .teacher)
        ) { copie in
            #expect(copie.status == .pending)
            #expect(copie.attempts == 0)
            #expect(copie.failedAt == nil)
            #expect(copie.isFree(at: Happening.beginning))
        }
    }

    @Test func `collect comments, which never touch the correction`() throws {
        try Self.after(
            .completed(Self.first, note: 9), .commented(Self.first, by: .mme, CommentID(number: 1)),
            .commented(Self.first, by: .mme, CommentID(number: 2))
        ) { copie in
            #expect(copie.comments == [3, 4])
            #expect(copie.corrections.count == 1)
            #expect(copie.status == .done)
            #expect(copie.changedAt == 4)
        }
    }

    @Test func `are not changed by what happens to a copie that is not there`() throws {
        try Given(
            .started(Self.first, lease: Self.lease), .read(Self.first), .completed(Self.first, note: 9),
            .failed(Self.first), .requested(Self.first, by: .ana),
            .commented(Self.first, by: .mme, CommentID(number: 1))
        ).then(Copies.self) { #expect($0 == Copies()) }
    }
}
