import Events

/// A person of the predecessor, with everything of hers that is taken over, checked: what one commit is made of.
struct ImportedPerson: Sendable {
    let id: PersonID
    /// As the predecessor named her.
    let oldID: String
    let role: Role
    let email: EmailAddress
    /// Nil when no password fits: an operator has to set one.
    let password: ImportedPassword?
    let profile: ProfileFields
    let created: Timestamp?
    /// As in the predecessor's profile; of a teacher, the class's.
    let classCode: String?
    var epreuves: [ImportedEpreuve] = []
    var copies: [ImportedCopie] = []
    var telemetry: [TelemetryRecorded] = []

    /// Whose class code opens a class.
    var mayTeach: Bool { role == .enseignant || role == .admin }
}

/// An épreuve of the predecessor, checked.
struct ImportedEpreuve: Sendable {
    let id: EpreuveID
    let type: EpreuveType
    let bareme: MarkingScheme
    let content: EpreuveContent
    let created: Timestamp?
}

/// A copie of the predecessor, checked.
struct ImportedCopie: Sendable {
    /// What the predecessor's correction came to.
    enum Outcome: Sendable {
        case corrected(Correction)
        /// No mark: `code` and `reason` are those of `CorrectionFailed`.
        case notMarked(code: String, reason: String)
    }

    let id: CopieID
    let oldID: String
    let epreuve: EpreuveID
    /// As the predecessor's row has it, below its uploads.
    let filePath: String?
    let declaredType: String
    let created: Timestamp?
    let correctedAt: Timestamp?
    let text: String?
    let outcome: Outcome
    /// A teacher's; the predecessor kept neither author nor time (D-10).
    let comment: String?
}
