import Events
import Projections

/// An account in its person's archive.
struct ExportedAccount: Encodable {
    let id: PersonID
    let email: String
    let role: Role
    let createdAt: String
    let profile: ProfileBody
    let classroom: ExportedClass?
    /// Sessions that are open; those that ended are among the records.
    let sessions: [SessionBody]
    /// Given and not taken back; those of before are among the records.
    let consents: [ExportedConsent]

    /// - Throws: a `Problem` 404 when the person was erased.
    init(_ person: PersonID, in state: ReadModels, backend: Backend) throws {
        guard let account = state.accounts[person], let email = try backend.library.email(of: account) else {
            throw Problem(Rejection.notFound(.account))
        }
        id = person
        self.email = email
        role = account.role
        createdAt = account.created.milliseconds
        profile = try ProfileBody(person, in: backend, state: state)
        classroom = ExportedClass(of: person, in: state)
        let now = backend.clock.now
        sessions = try state.sessions.sessions(of: person).filter { $0.isLive(at: now) }
            .map { try SessionBody($0, isCurrent: false, library: backend.library) }
        consents = account.modelConsent.map { [ExportedConsent($0)] } ?? []
    }
}

/// What a person agreed to.
struct ExportedConsent: Encodable {
    /// The provider of models that may read copies.
    let recipient: String
    let since: String

    init(_ consent: ModelConsent) {
        recipient = consent.recipient
        since = consent.since.milliseconds
    }
}

/// The class that a person attends or teaches.
struct ExportedClass: Encodable {
    let id: ClassID
    let code: String
    let teaches: Bool
    /// How many attend it; said to its teacher alone.
    let pupils: Int?

    init?(of person: PersonID, in state: ReadModels) {
        if let own = state.classes.ownedBy(person) {
            (id, code, teaches, pupils) = (own.id, own.code, true, own.pupils.count)
        } else if let attended = state.classes.attendedBy(person) {
            (id, code, teaches, pupils) = (attended.id, attended.code, false, nil)
        } else {
            return nil
        }
    }
}

/// A copie with everything that was said about it.
struct ExportedCopie: Encodable {
    /// As the API answers it, with text, comments and the correction that counts.
    let copie: CopieBody
    /// Every correction, oldest first.
    let corrections: [ExportedCorrection]
}

/// One correction.
struct ExportedCorrection: Encodable {
    let correctedAt: String
    let correction: CorrectionBody
}
