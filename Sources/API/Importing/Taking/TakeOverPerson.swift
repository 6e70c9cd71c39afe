import Events
import Projections

/// Takes over a person of the predecessor with everything that is hers, in one commit, so that nobody is imported by
/// half. What the log has already is left as it is: a repeat adds nothing, and a later one adds épreuves and copies
/// that are new.
///
/// Records have the time of the import and the operator as their actor; their payloads have the original time.
struct TakeOverPerson: Command {
    let person: ImportedPerson
    /// Keyed hash of the normalised address.
    let emailHash: String
    /// By copie; what is not here is not taken.
    let files: [CopieID: ImportedFile]
    /// The teacher whose code the person's profile has.
    let teacher: PersonID?
    /// The class's code, of a teacher who has one to open.
    let newClass: (id: ClassID, code: String)?

    func decide(in state: ReadModels, at now: Timestamp) throws(Rejection) -> [NewFact] {
        guard !state.accounts.isErased(person.id) else { throw .pupilErased }
        let isNew = state.accounts[person.id] == nil
        var facts: [NewFact] = []
        if isNew {
            guard state.accounts.id(emailHash: emailHash) == nil else { throw .emailTaken }
            facts = [registration] + classes(in: state)
        }
        let schoolClass = Self.schoolClass(teacher, person, in: state)
        var works = person.epreuves.filter { state.epreuves[$0.id] == nil }.map { ($0.created, [fact(of: $0)]) }
        for copie in person.copies where state.copies[copie.id] == nil {
            guard let file = files[copie.id] else { continue }
            works.append((time(of: copie), self.facts(of: copie, file, author: schoolClass?.teacher)))
        }
        if isNew { works += person.telemetry.map { ($0.occurredAt, [told($0)]) } }
        return facts + Self.inOrder(works)
    }

    /// By the original time, so that what was last is last in the log too; what has no time comes last, in its order.
    private static func inOrder(_ works: [(time: Timestamp?, facts: [NewFact])]) -> [NewFact] {
        let latest = Timestamp(microseconds: .max)
        return works.enumerated()
            .sorted { ($0.element.time ?? latest, $0.offset) < ($1.element.time ?? latest, $1.offset) }
            .flatMap(\.element.facts)
    }

    private var registration: NewFact {
        let registered = AccountRegistered(
            role: person.role, emailHash: emailHash, email: .clear(person.email.text),
            passwordHash: .clear(person.password?.stored ?? PasswordHasher.unusable),
            profile: .clear(person.profile), invitation: nil,
            passwordScheme: person.password == nil ? nil : ImportedPassword.scheme, occurredAt: person.created)
        return NewFact(.account(person.id), person: person.id, .account(.registered(registered)))
    }

    private func classes(in state: ReadModels) -> [NewFact] {
        if let newClass, state.classes.withCode(newClass.code) == nil {
            let opened = ClassOpened(teacher: person.id, code: newClass.code)
            return [NewFact(.classroom(newClass.id), person: nil, .classroom(.opened(opened)))]
        }
        guard person.role == .eleve, let schoolClass = Self.schoolClass(teacher, person, in: state) else { return [] }
        let enrolled = PupilEnrolled(pupil: person.id)
        return [NewFact(.classroom(schoolClass.id), person: nil, .classroom(.pupilEnrolled(enrolled)))]
    }

    /// The class that the person's code stands for: that of the predecessor's teacher, else one that has the code here.
    static func schoolClass(_ teacher: PersonID?, _ person: ImportedPerson, in state: ReadModels) -> SchoolClass? {
        guard person.role == .eleve else { return nil }
        return teacher.flatMap { state.classes.ownedBy($0) }
            ?? person.classCode.flatMap { state.classes.withCode($0) }
    }

    private func fact(of epreuve: ImportedEpreuve) -> NewFact {
        let generated = EpreuveGenerated(
            owner: person.id, type: epreuve.type, origin: .model, bankID: nil, matchesWish: true,
            bareme: epreuve.bareme, content: .clear(epreuve.content), occurredAt: epreuve.created)
        return NewFact(.epreuve(epreuve.id), person: person.id, .epreuve(.generated(generated)))
    }

    private func told(_ telemetry: TelemetryRecorded) -> NewFact {
        NewFact(.account(person.id), person: person.id, .telemetry(.recorded(telemetry)))
    }

    /// Never before its épreuve's, whose record has to be there first.
    private func time(of copie: ImportedCopie) -> Timestamp? {
        let epreuve = person.epreuves.first { $0.id == copie.epreuve }?.created
        guard let created = copie.created, let epreuve else { return nil }
        return max(created, epreuve)
    }

    private func facts(of copie: ImportedCopie, _ file: ImportedFile, author: PersonID?) -> [NewFact] {
        let subject = Subject.copie(copie.id)
        let run: CorrectionRunID = .derived(from: "run/\(copie.id)")
        let uploaded = CopieUploaded(
            epreuve: copie.epreuve, owner: person.id, sha256: file.blob.sha256, blob: file.blob.address.text,
            bytes: file.blob.byteCount, declaredType: copie.declaredType, fileType: file.fileType, pages: nil,
            occurredAt: copie.created)
        var facts = [NewFact(subject, person: person.id, .copie(.uploaded(uploaded)))]
        if let text = copie.text {
            let read = CopieRead(
                run: run, method: .ocr, pages: 0, words: CopieText.wordCount(text), confidence: nil,
                textBlob: file.textBlob, text: file.textBlob == nil ? .clear(text) : nil)
            facts.append(NewFact(subject, person: person.id, .copie(.read(read))))
        }
        facts.append(outcome(of: copie, run))
        if let comment = copie.comment {
            let commented = CorrectionCommented(
                comment: .derived(from: "comment/\(copie.id)"), text: .clear(comment), author: author)
            facts.append(NewFact(subject, person: person.id, .correction(.commented(commented))))
        }
        return facts
    }

    private func outcome(of copie: ImportedCopie, _ run: CorrectionRunID) -> NewFact {
        switch copie.outcome {
        case .corrected(let correction):
            let completed = CorrectionCompleted(
                run: run, attempt: 1, note: correction.note, provider: ImportedCorrection.provider,
                model: ImportedCorrection.model, provisional: false, correction: .clear(correction),
                occurredAt: copie.correctedAt ?? copie.created)
            return NewFact(.copie(copie.id), person: person.id, .correction(.completed(completed)))
        case .notMarked(let code, let reason):
            let failed = CorrectionFailed(
                run: run, attempt: 1, code: code, reason: reason, final: true, nextAttemptAt: nil,
                occurredAt: copie.correctedAt ?? copie.created)
            return NewFact(.copie(copie.id), person: nil, .correction(.failed(failed)))
        }
    }
}
