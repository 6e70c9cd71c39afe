public import Events

/// What the server keeps of an account in memory. Names, address and password hash are in the log, at the positions given.
public struct Account: Sendable, Equatable {
    public internal(set) var role: Role
    /// The beginning of the keyed hash of the address.
    let email: DigestKey?
    public let registeredAt: LogPosition
    public let created: Timestamp
    /// The record that holds the current password hash.
    public internal(set) var passwordAt: LogPosition
    /// The records that hold the profile as it is now.
    public internal(set) var profile: [ProfilePart]
    /// An auditor who may see personal values in the log.
    public internal(set) var mayUnseal = false
    /// The current password hash is the predecessor's, until the person logs in for the first time.
    public internal(set) var hasImportedPassword = false
    /// Whom the person lets read what they write; nil for nobody outside the school.
    public internal(set) var modelConsent: ModelConsent?

    /// The consent for a recipient; nil without one, and when it was for somebody else.
    public func consent(to recipient: String?) -> ModelConsent? {
        modelConsent.flatMap { $0.recipient == recipient ? $0 : nil }
    }

    func encode(to out: inout SnapshotWriter) {
        out.string(role.rawValue)
        out.optional(email) { $0.digest($1) }
        out.position(registeredAt)
        out.time(created)
        out.position(passwordAt)
        out.array(profile) { out, part in
            out.position(part.position)
            out.integer(Int(part.members))
        }
        out.boolean(mayUnseal)
        out.boolean(hasImportedPassword)
        out.optional(modelConsent) { out, consent in
            out.string(consent.recipient)
            out.time(consent.since)
        }
    }
}

extension Account {
    init(from input: inout SnapshotReader) throws(SnapshotError) {
        role = try input.choice()
        email = try input.optional { input throws(SnapshotError) in try input.digest() }
        registeredAt = try input.position()
        created = try input.time()
        passwordAt = try input.position()
        profile = try input.array { input throws(SnapshotError) in
            ProfilePart(position: try input.position(), members: UInt16(truncatingIfNeeded: try input.integer()))
        }
        mayUnseal = try input.boolean()
        hasImportedPassword = try input.boolean()
        modelConsent = try input.optional { input throws(SnapshotError) in
            ModelConsent(recipient: try input.string(), since: try input.time())
        }
    }
}

/// That a person lets a service outside the school read what they write.
public struct ModelConsent: Sendable, Equatable {
    /// Provider and host.
    public let recipient: String
    public let since: Timestamp
}

/// A record that holds some members of a profile as they are now.
public struct ProfilePart: Sendable, Equatable {
    public let position: LogPosition
    /// Bits by the order of `ProfileField.allCases`.
    var members: UInt16

    /// Whether the member is to be taken from this record.
    public func holds(_ field: ProfileField) -> Bool { members & Self.bit(field) != 0 }

    static func bit(_ field: ProfileField) -> UInt16 {
        1 << UInt16(ProfileField.allCases.firstIndex(of: field) ?? 0)
    }
}
