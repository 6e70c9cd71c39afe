import Events
import Projections

/// What of a person is new to the log, decided before anything is written; a dry run ends here.
struct PersonPlan: Sendable {
    let person: ImportedPerson
    let isNewAccount: Bool
    let newEpreuves: Int
    let newCopies: [(copie: ImportedCopie, found: FileTaker.Found)]
    let teacher: PersonID?
    let newClass: (id: ClassID, code: String)?

    /// Nil, with the reason noted, when the person cannot be taken at all.
    init?(
        _ person: ImportedPerson, in state: ReadModels, isErased: Bool, emailHash: String,
        teachers: [String: PersonID], files: FileTaker, report: inout ImportReport
    ) {
        guard !isErased, !state.accounts.isErased(person.id) else {
            Self.refuse(person, "la personne a été effacée ici", &report)
            return nil
        }
        let account = state.accounts[person.id]
        if let other = state.accounts.id(emailHash: emailHash), other != person.id {
            Self.refuse(person, "son adresse est déjà celle d'un autre compte ici", &report)
            return nil
        }
        self.person = person
        isNewAccount = account == nil
        newEpreuves = person.epreuves.count { state.epreuves[$0.id] == nil }
        newCopies = person.copies.filter { state.copies[$0.id] == nil }
            .map { ($0, files.find($0, owner: person.oldID)) }
        let code = person.classCode?.uppercased()
        teacher = code.flatMap { teachers[$0] }
        newClass = isNewAccount ? Self.classToOpen(person, code, teachers, in: state, &report) : nil
    }

    var hasNews: Bool { isNewAccount || newEpreuves > 0 || !newCopies.isEmpty }

    /// The command that takes what is new.
    func command(files: [CopieID: ImportedFile], emailHash: String) -> TakeOverPerson {
        TakeOverPerson(person: person, emailHash: emailHash, files: files, teacher: teacher, newClass: newClass)
    }

    private static func classToOpen(
        _ person: ImportedPerson, _ code: String?, _ teachers: [String: PersonID], in state: ReadModels,
        _ report: inout ImportReport
    ) -> (id: ClassID, code: String)? {
        guard person.mayTeach, let code else { return nil }
        guard teachers[code] == person.id else {
            report.refuse(.classes, person.oldID, "le code est celui d'un autre enseignant, plus ancien")
            return nil
        }
        let id: ClassID = .derived(from: "class/\(person.id)")
        if ClassCode.isOne(code), state.classes.withCode(code) == nil { return (id, code) }
        report.adapt(
            "code de classe qui n'en est pas un ici, ou qui est pris : un autre code est donné", person.oldID)
        var generator = SystemRandomNumberGenerator()
        return (id, ClassCode.random(using: &generator))
    }

    private static func refuse(_ person: ImportedPerson, _ reason: String, _ report: inout ImportReport) {
        report.refuse(.accounts, person.oldID, reason)
        report.refuse(.epreuves, person.oldID, "le compte n'est pas repris", count: person.epreuves.count)
        report.refuse(.copies, person.oldID, "le compte n'est pas repris", count: person.copies.count)
        report.refuse(.events, person.oldID, "le compte n'est pas repris", count: person.telemetry.count)
    }

    /// Counts the person, taken or there already.
    func count(in report: inout ImportReport, classOpen: Bool, enrolled: Bool) {
        add(.accounts, taken: isNewAccount ? 1 : 0, of: 1, &report)
        add(.epreuves, taken: newEpreuves, of: person.epreuves.count, &report)
        add(.copies, taken: newCopies.count, of: person.copies.count, &report)
        let taken = newCopies.map(\.copie)
        func addThose(_ kind: ImportReport.Kind, _ holds: (ImportedCopie) -> Bool) {
            add(kind, taken: taken.count(where: holds), of: person.copies.count(where: holds), &report)
        }
        addThose(.texts) { $0.text != nil }
        addThose(.corrections) { if case .corrected = $0.outcome { true } else { false } }
        addThose(.comments) { $0.comment != nil }
        countTelemetry(&report)
        countFiles(&report)
        if person.mayTeach, classOpen { add(.classes, taken: isNewAccount ? 1 : 0, of: 1, &report) }
        countEnrolment(enrolled, &report)
        for copie in taken where copie.comment != nil && !enrolled {
            report.adapt("commentaire dont l'enseignant n'est pas connu : repris sans auteur", copie.oldID)
        }
    }

    private func countTelemetry(_ report: inout ImportReport) {
        let evaluations = person.telemetry.count { $0.kind == .evaluation }
        add(.evaluations, taken: isNewAccount ? evaluations : 0, of: evaluations, &report)
        let others = person.telemetry.count - evaluations
        add(.events, taken: isNewAccount ? others : 0, of: others, &report)
    }

    private func countFiles(_ report: inout ImportReport) {
        for (copie, found) in newCopies {
            switch found {
            case .file: report[.files].taken += 1
            case .unusable(let reason):
                report.refuse(.files, copie.oldID, "\(reason) ; une note en tient lieu dans la copie")
            }
        }
        report[.files].alreadyThere += person.copies.count - newCopies.count
    }

    private func countEnrolment(_ enrolled: Bool, _ report: inout ImportReport) {
        guard person.classCode != nil, !person.mayTeach else { return }
        if enrolled {
            add(.enrolments, taken: isNewAccount ? 1 : 0, of: 1, &report)
        } else if isNewAccount {
            report.refuse(
                .enrolments, person.oldID, "le code de classe n'est celui d'aucun enseignant, ou pas d'un élève")
        }
    }

    private func add(_ kind: ImportReport.Kind, taken: Int, of all: Int, _ report: inout ImportReport) {
        report[kind].taken += taken
        report[kind].alreadyThere += all - taken
    }
}
