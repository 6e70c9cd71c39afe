import Events
import Projections
import Testing

@testable import API

@Suite struct `Taking a person over` {
    private typealias Rows = OldServiceRows

    /// What a rehearsal of the rows comes to, one after another on one state.
    private func rehearse(_ stores: OldStore...) -> ImportRehearsal {
        var rehearsal = ImportRehearsal(state: ReadModels(), report: ImportReport(isDryRun: true))
        for store in stores {
            let mapping = ImportMapping(store, isDryRun: true)
            rehearsal = ImportRehearsal(state: rehearsal.state, report: mapping.report)
            for person in mapping.persons {
                // A hash only has to be different for each address, and of a keyed hash's form.
                let digits = String(person.email.text.filter(\.isLetter).prefix(20))
                let hash = digits + String(repeating: "A", count: 43 - digits.count)
                rehearsal.take(
                    person, isErased: false, emailHash: hash, mapping.teachers,
                    FileTaker(uploads: UploadsFolder(nil), fileBytesMax: 1))
            }
        }
        return rehearsal
    }

    private var school: OldStore {
        let code: JSONValue = .object(["displayName": .string("X"), "classCode": .string("abc234")])
        return Rows.store(
            users: [
                Rows.user("u1", "lea@lycee.fr", ["profile": code]),
                Rows.user("p1", "prof@lycee.fr", role: "enseignant", ["profile": code]),
            ], epreuves: [Rows.epreuve("e1", of: "u1")],
            copies: [
                Rows.copie("c1", "e1", of: "u1", ["commentaireEnseignant": .string("Bravo.")]),
                Rows.copie("c2", "e1", of: "u1", ["correction": .null, "status": .string("pending")]),
            ],
            events: [
                OldRow(
                    [
                        "userId": .string("u1"), "type": .string("quiz"), "feature": .string("q"),
                        "createdAt": .string("2025-10-02T20:00:00Z"),
                    ], place: "events[0]")
            ])
    }

    @Test func `puts everything where it belongs, with its own times`() throws {
        let rehearsal = rehearse(school)
        let state = rehearsal.state
        let pupil: PersonID = .derived(from: "user/u1")
        let teacher: PersonID = .derived(from: "user/p1")
        #expect(state.accounts[teacher]?.role == .enseignant && state.accounts.importedPasswords == 2)
        #expect(state.classes.ownedBy(teacher)?.code == "ABC234" && state.classes.teaches(teacher, pupil))
        let copies = state.copies.ownedBy(pupil)
        #expect(copies.map(\.status) == [.done, .error] && copies.map(\.note) == [13.5, nil])
        #expect(copies[0].created == Timestamp("2025-10-03T08:00:00Z"))
        #expect(copies[0].corrections.first?.time == Timestamp("2025-10-03T08:05:00Z"))
        #expect(copies[0].comments.count == 1 && state.copies.openCount == 0)
        #expect(state.epreuves.ownedBy(pupil).first?.created == Timestamp("2025-10-02T08:00:00Z"))
        #expect(state.timeline.entries(of: pupil, limit: 10).count == 6)
        #expect(state.badges.streak(of: pupil, at: state.time) == 0, "nothing that is imported is a day's work")
        #expect(rehearsal.report[.copies].taken == 2 && rehearsal.report[.corrections].taken == 1)
        #expect(rehearsal.report[.files].refused == 2, "the files are not there, and it is said")
    }

    @Test func `a second time adds nothing, and a later one what is new`() {
        let once = rehearse(school)
        let twice = rehearse(school, school)
        #expect(twice.state.position == once.state.position)
        #expect(twice.report[.accounts].alreadyThere == 2 && twice.report[.accounts].taken == 0)
        #expect(twice.report[.copies].alreadyThere == 2 && twice.report[.epreuves].alreadyThere == 1)
        var later = school
        later.take([Rows.epreuve("e2", of: "u1")], as: .epreuves)
        later.take([Rows.copie("c3", "e2", of: "u1")], as: .copies)
        let grown = rehearse(school, later)
        #expect(grown.state.copies.count == 3 && grown.state.epreuves.count == 2)
        #expect(grown.report[.copies].taken == 1 && grown.report[.copies].alreadyThere == 2)
    }

    @Test func `an address that somebody has here is refused with everything of the person's`() {
        let here = Rows.store(users: [Rows.user("autre", "lea@lycee.fr")])
        let rehearsal = rehearse(here, school)
        #expect(rehearsal.state.accounts.count == 2 && rehearsal.state.copies.count == 0)
        #expect(rehearsal.report[.accounts].refused == 1 && rehearsal.report[.copies].refused == 2)
    }

    @Test func `a code that is none here gives the class another one, and pupils follow`() {
        let code: JSONValue = .object(["displayName": .string("X"), "classCode": .string("2nde-B")])
        let rehearsal = rehearse(
            Rows.store(users: [
                Rows.user("u1", "lea@lycee.fr", ["profile": code]),
                Rows.user("p1", "prof@lycee.fr", role: "enseignant", ["profile": code]),
            ]))
        let schoolClass = rehearsal.state.classes.ownedBy(.derived(from: "user/p1"))
        #expect(schoolClass.map { ClassCode.isOne($0.code) } == true)
        #expect(schoolClass?.pupils == [.derived(from: "user/u1")])
        #expect(rehearsal.report.adaptations.contains { $0.text.contains("un autre code est donné") })
    }
}
