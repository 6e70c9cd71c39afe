@testable import Events

/// Accounts, sessions, invitations and classes.
extension Happening {
    static func registered(_ id: PersonID, email: String, role: Role = .eleve) -> Happening {
        Happening(
            .account(id), by: .user(id),
            .account(
                .registered(
                    .init(
                        role: role, emailHash: digest(email), email: .clear(email),
                        passwordHash: .clear("$argon2id$"),
                        profile: .clear(.atRegistration(displayName: nil, role: .eleve)),
                        invitation: nil))))
    }

    static func roleChanged(_ id: PersonID, to role: Role) -> Happening {
        Happening(
            .account(id), by: .operator("root"), .account(.roleChanged(.init(role: role, previous: .eleve))))
    }

    static func passwordChanged(_ id: PersonID) -> Happening {
        Happening(
            .account(id), by: .user(id),
            .account(.passwordChanged(.init(cause: .user, passwordHash: .clear("$argon2id$")))))
    }

    static func profileChanged(_ id: PersonID, _ fields: [ProfileField]) -> Happening {
        Happening(
            .account(id), by: .user(id),
            .account(
                .profileChanged(
                    .init(changed: fields, profile: .clear(.atRegistration(displayName: nil, role: .eleve))))))
    }

    static func erased(_ id: PersonID) -> Happening {
        Happening(.account(id), by: .user(id), .person(.erased(.init(cause: .person))))
    }

    static func opened(
        _ id: SessionID, of account: PersonID, token: String, until expires: Timestamp, ends: Timestamp
    ) -> Happening {
        Happening(
            .session(id), by: .user(account),
            .session(
                .opened(
                    .init(
                        account: account, tokenHash: digest(token), method: "password", expiresAt: expires,
                        endsAt: ends, userAgent: nil))))
    }

    static func renewed(_ id: SessionID, of account: PersonID, until expires: Timestamp) -> Happening {
        Happening(.session(id), by: .user(account), .session(.renewed(.init(expiresAt: expires))))
    }

    static func closed(_ id: SessionID, of account: PersonID, _ cause: SessionCloseCause = .logout) -> Happening {
        Happening(.session(id), by: .user(account), .session(.closed(.init(account: account, cause: cause))))
    }

    static func invited(
        _ id: InvitationID, code: String, role: Role = .enseignant, until expires: Timestamp
    ) -> Happening {
        Happening(
            .invitation(id), by: .operator("root"),
            .invitation(.created(.init(role: role, codeHash: digest(code), expiresAt: expires))))
    }

    static func invitationUsed(_ id: InvitationID, by account: PersonID) -> Happening {
        Happening(.invitation(id), by: .user(account), .invitation(.used(.init(account: account))))
    }

    static func invitationRevoked(_ id: InvitationID) -> Happening {
        Happening(.invitation(id), by: .operator("root"), .invitation(.revoked(.init())))
    }

    static func classOpened(_ id: ClassID, by teacher: PersonID, code: String) -> Happening {
        Happening(
            .classroom(id), by: .user(teacher), .classroom(.opened(.init(teacher: teacher, code: code))))
    }

    static func codeRotated(_ id: ClassID, by teacher: PersonID, to code: String) -> Happening {
        Happening(.classroom(id), by: .user(teacher), .classroom(.codeRotated(.init(code: code))))
    }

    static func enrolled(_ pupil: PersonID, in id: ClassID) -> Happening {
        Happening(.classroom(id), by: .user(pupil), .classroom(.pupilEnrolled(.init(pupil: pupil))))
    }

    static func left(_ pupil: PersonID, _ id: ClassID) -> Happening {
        Happening(.classroom(id), by: .user(pupil), .classroom(.pupilLeft(.init(pupil: pupil))))
    }

    static func exported(_ id: ClassID, by teacher: PersonID, pupils: Int) -> Happening {
        Happening(.classroom(id), by: .user(teacher), .classroom(.exported(.init(pupils: pupils))))
    }
}
