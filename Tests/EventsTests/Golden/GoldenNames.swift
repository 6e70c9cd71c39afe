@testable import Events

/// The persons and things that golden logs tell of.
enum Golden {
    /// A teacher.
    static let hugo: PersonID = .golden(0xA1)
    /// A pupil.
    static let camille: PersonID = .golden(0xA2)
    /// A pupil who is erased at the end; `keys.json` keeps the key, as no vault would.
    static let noe: PersonID = .golden(0xA3)

    static let teacherInvitation: InvitationID = .golden(0xB1)
    static let unusedInvitation: InvitationID = .golden(0xB2)
    static let teacherSession: SessionID = .golden(0xC1)
    static let pupilSession: SessionID = .golden(0xC2)
    static let premiereB: ClassID = .golden(0xD1)
    static let commentaire: EpreuveID = .golden(0xE1)
    static let dissertation: EpreuveID = .golden(0xE2)
    static let typedCopie: CopieID = .golden(0xF1)
    static let photographedCopie: CopieID = .golden(0xF2)
    static let typedRun: CorrectionRunID = .golden(0xF3)
    static let photographedRun: CorrectionRunID = .golden(0xF4)
    static let comment: CommentID = .golden(0xF5)
    static let modelCall: ModelCallID = .golden(0xF6)
    static let quizCall: ModelCallID = .golden(0xF7)

    /// A keyed hash or digest of the right form: 43 digits of base64url.
    static func digest(_ letter: Character) -> String { String(repeating: letter, count: 42) + "A" }
    /// A SHA-256 of the right form: 64 hexadecimal digits.
    static func sha256(_ digit: Character) -> String { String(repeating: digit, count: 64) }
}

extension EntityID {
    /// A fixed id, of the form of version 7.
    static func golden(_ number: UInt64) -> Self {
        Self(high: 0x0199_0000_0000_7000, low: 0x8000_0000_0000_0000 | number)
    }

    /// The id of the record at a position of a golden log: version 7, and fixed.
    static func golden(record number: UInt64, at time: Timestamp) -> Self {
        Self(
            high: UInt64(time.microseconds / 1_000) << 16 | 0x7000 | number,
            low: 0x8000_0000_0000_0000 | number)
    }
}

extension Timestamp {
    /// A fixed instant, RFC 3339.
    static func golden(_ text: String) -> Timestamp {
        guard let time = Timestamp(text) else { preconditionFailure("\(text) is not a time") }
        return time
    }
}
