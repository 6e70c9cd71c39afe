import Events
import Projections

/// Changes some members of a profile, and the class when a code is given. Fact by fact, so that two changes at once both count
/// (D-49).
struct UpdateProfile: Command {
    let account: PersonID
    let fields: ProfileFields
    /// Nil leaves the class as it is; empty leaves the class.
    let classCode: String?
    /// Takes the date of the épreuve back.
    var clearsDate = false
    /// Whether a service outside the school may read what the person writes, and which; nil leaves that as it is.
    var consent: (isGiven: Bool, recipient: String)?

    func decide(in state: ReadModels, at now: Timestamp) throws(Rejection) -> [NewFact] {
        guard let current = state.accounts[account] else { throw .notFound(.account) }
        var facts: [NewFact] = []
        let changed = fields.present + (clearsDate ? [.eafDate] : [])
        if !changed.isEmpty {
            let data = AccountProfileChanged(changed: changed, profile: .clear(fields))
            facts.append(NewFact(.account(account), person: account, .account(.profileChanged(data))))
        }
        if let consent {
            facts += NewFact.consent(of: account, current, to: consent.recipient, isGiven: consent.isGiven)
        }
        if let classCode { facts += try enrolment(code: classCode, role: current.role, in: state) }
        return facts
    }

    private func enrolment(code: String, role: Role, in state: ReadModels) throws(Rejection) -> [NewFact] {
        let current = state.classes.attendedBy(account)
        if code.isEmpty {
            guard let current else { return [] }
            let left = PupilLeft(pupil: account)
            return [NewFact(.classroom(current.id), person: nil, .classroom(.pupilLeft(left)))]
        }
        // A pupil or a teacher who sends a profile back as it was read changes nothing, also when the class is closed.
        if code.uppercased() == current?.code { return [] }
        if let own = state.classes.ownedBy(account), state.classes.withCode(code)?.id == own.id { return [] }
        // The code enrols pupils; it gives a teacher no power over a class (D-02).
        guard role == .eleve else { throw .forbidden }
        guard let wanted = state.classes.withCode(code) else { throw .unknownClassCode }
        let enrolled = PupilEnrolled(pupil: account)
        return [NewFact(.classroom(wanted.id), person: nil, .classroom(.pupilEnrolled(enrolled)))]
    }
}
