import Testing

@testable import Events
@testable import Projections

@Suite struct `Marks of teachers, and postponed corrections` {
    private static let copie = CopieID(number: 1)
    private static let lease = instant("2026-09-07T11:00:00Z")
    private static let next = instant("2026-09-07T12:00:00Z")

    private func after(_ happenings: Happening..., check: (HandedInCopie) throws -> Void) throws {
        try Given([.handedIn(Self.copie, by: .ana)] + happenings).then(Copies.self) {
            try check(#require($0[Self.copie]))
        }
    }

    @Test func `win over corrections before and after, the last one of all`() throws {
        try after(
            .completed(Self.copie, note: 9), .marked(Self.copie, by: .mme, note: 12),
            .marked(Self.copie, by: .mme, note: 12.5), .requested(Self.copie, by: .ana),
            .completed(Self.copie, note: 15)
        ) { copie in
            #expect(copie.note == 12.5 && copie.status == .done)
            #expect(copie.corrections.map(\.note) == [9, 15] && copie.marks.map(\.note) == [12, 12.5])
        }
    }

    @Test func `stay, without a correction and after an erasure`() throws {
        try after(.marked(Self.copie, by: .mme, note: 7), .erased(.ana)) { copie in
            #expect(copie.note == 7 && copie.isErased && copie.status == .error)
        }
    }

    @Test func `a correction that is asked for again keeps its cause`() throws {
        try after(.completed(Self.copie, note: 9)) { #expect($0.cause == .upload) }
        try after(.completed(Self.copie, note: 9), .requested(Self.copie, by: .mme, .teacher)) {
            #expect($0.cause == .teacher)
        }
    }

    @Test func `a postponed correction waits as if it had not been tried`() throws {
        try after(
            .started(Self.copie, lease: Self.lease), .failed(Self.copie, next: Self.lease),
            .started(Self.copie, attempt: 2, lease: Self.next), .postponed(Self.copie, attempt: 2, next: Self.next)
        ) { copie in
            #expect(copie.status == .pending && copie.attempts == 1 && copie.run == nil && copie.leaseUntil == nil)
            #expect(copie.nextAttempt == Self.next && copie.failedAt == 5)
            #expect(!copie.isFree(at: Self.lease) && copie.isFree(at: Self.next))
        }
    }
}
