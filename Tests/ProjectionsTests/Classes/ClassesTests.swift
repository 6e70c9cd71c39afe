import Testing

@testable import Events
@testable import Projections

@Suite struct `Classes and their rosters` {
    static let first = ClassID(number: 1)
    static let second = ClassID(number: 2)
    static let other = PersonID(number: 4)

    static let opened = [
        Happening.classOpened(first, by: .mme, code: "ABC234"),
        Happening.classOpened(second, by: other, code: "XYZ789"),
    ]

    @Test func `are found by id, code and teacher`() throws {
        try Given(Self.opened).then(Classes.self) { classes in
            let found = SchoolClass(id: Self.first, teacher: .mme, code: "ABC234", pupils: [])
            #expect(classes[Self.first] == found)
            #expect(classes.withCode("ABC234") == found)
            #expect(classes.withCode("abc234") == found)
            #expect(classes.withCode("ABC235") == nil)
            #expect(classes.ownedBy(.mme) == found)
            #expect(classes.ownedBy(.ana) == nil)
            #expect(classes.count == 2)
        }
    }

    @Test func `list their pupils in order of enrolment`() throws {
        try Given(Self.opened + [.enrolled(.ben, in: Self.first), .enrolled(.ana, in: Self.first)]).then(Classes.self)
        {
            #expect($0[Self.first]?.pupils == [.ben, .ana])
            #expect($0.attendedBy(.ana)?.id == Self.first)
            #expect($0.teaches(.mme, .ana))
            #expect(!$0.teaches(Self.other, .ana))
            #expect(!$0.teaches(.mme, Self.other))
        }
    }

    @Test func `keep their roster when the code is rotated, and the old code is dead`() throws {
        try Given(
            Self.opened + [
                .enrolled(.ana, in: Self.first), .codeRotated(Self.first, by: .mme, to: "NEW222"),
                .enrolled(.ben, in: Self.first),
            ]
        ).then(Classes.self) { classes in
            #expect(classes.withCode("ABC234") == nil)
            #expect(classes.withCode("new222")?.id == Self.first)
            #expect(classes[Self.first]?.code == "NEW222")
            #expect(classes[Self.first]?.pupils == [.ana, .ben])
            #expect(classes.teaches(.mme, .ana))
            #expect(classes.withCode("XYZ789")?.id == Self.second)
        }
    }

    @Test func `may take over a code that another class gave up`() throws {
        try Given(
            Self.opened + [
                .codeRotated(Self.first, by: .mme, to: "NEW222"),
                .codeRotated(Self.second, by: Self.other, to: "ABC234"),
                .codeRotated(Self.first, by: .mme, to: "NEW333"),
            ]
        ).then(Classes.self) { classes in
            #expect(classes.withCode("ABC234")?.id == Self.second)
            #expect(classes.withCode("NEW333")?.id == Self.first)
            #expect(classes.withCode("NEW222") == nil)
        }
    }

    @Test func `lose a pupil who joins another class`() throws {
        try Given(
            Self.opened + [
                .enrolled(.ana, in: Self.first), .enrolled(.ben, in: Self.first), .enrolled(.ana, in: Self.second),
            ]
        ).then(Classes.self) { classes in
            #expect(classes[Self.first]?.pupils == [.ben])
            #expect(classes[Self.second]?.pupils == [.ana])
            #expect(classes.attendedBy(.ana)?.id == Self.second)
            #expect(!classes.teaches(.mme, .ana))
            #expect(classes.teaches(Self.other, .ana))
        }
    }

    @Test func `list a pupil once who joins twice`() throws {
        try Given(Self.opened + [.enrolled(.ana, in: Self.first), .enrolled(.ana, in: Self.first)]).then(Classes.self)
        {
            #expect($0[Self.first]?.pupils == [.ana])
        }
    }

    @Test func `lose a pupil who leaves, who may come back`() throws {
        let left = Self.opened + [.enrolled(.ana, in: Self.first), .left(.ana, Self.first), .left(.ana, Self.first)]
        try Given(left).then(Classes.self) { classes in
            #expect(classes[Self.first]?.pupils == [])
            #expect(classes.attendedBy(.ana) == nil)
            #expect(!classes.teaches(.mme, .ana))
        }
        try Given(left + [.enrolled(.ana, in: Self.first)]).then(Classes.self) {
            #expect($0.attendedBy(.ana)?.id == Self.first)
        }
    }

    @Test func `stay to their pupils when their teacher is erased, and enrol nobody any more`() throws {
        try Given(Self.opened + [.enrolled(.ana, in: Self.first), .erased(.mme), .erased(.ben)]).then(Classes.self) {
            #expect($0[Self.first]?.isClosed == true && $0[Self.second]?.isClosed == false)
            #expect($0.attendedBy(.ana)?.id == Self.first)
            #expect($0.withCode("ABC234") == nil && $0.withCode("XYZ789")?.id == Self.second)
            #expect($0.ownedBy(.mme) == nil)
        }
        // Who attends a closed class can join another one.
        try Given(
            Self.opened + [.enrolled(.ana, in: Self.first), .erased(.mme), .enrolled(.ana, in: Self.second)]
        ).then(Classes.self) {
            #expect($0[Self.first]?.pupils == [] && $0.attendedBy(.ana)?.id == Self.second)
        }
    }

    @Test func `keep an erased pupil, so that averages stay, and are not changed by an export`() throws {
        try Given(
            Self.opened + [
                .enrolled(.ana, in: Self.first), .erased(.ana), .exported(Self.first, by: .mme, pupils: 1),
            ]
        ).then(Classes.self) { #expect($0[Self.first]?.pupils == [.ana]) }
    }
}
