@testable import Events

extension GoldenLog {
    /// The log begins; an operator invites a teacher, and withdraws another invitation.
    static let opening: [GoldenCommit] = [
        GoldenCommit(
            at: .golden("2026-09-01T06:00:00.000000Z"), by: .system("log"),
            GoldenFact(.log("demo"), nil, .log(.opened(LogOpened(format: 1, name: "demo", timeline: 1, host: nil))))),
        GoldenCommit(
            at: .golden("2026-09-01T06:05:00.000001Z"), by: .operator("root"),
            GoldenFact(
                .invitation(Golden.teacherInvitation), nil,
                .invitation(
                    .created(
                        InvitationCreated(
                            role: .enseignant, codeHash: Golden.digest("i"),
                            expiresAt: .golden("2026-09-08T06:05:00.000000Z"))))),
            GoldenFact(
                .invitation(Golden.unusedInvitation), nil,
                .invitation(
                    .created(
                        InvitationCreated(
                            role: .auditeur, codeHash: Golden.digest("j"),
                            expiresAt: .golden("2026-09-08T06:05:00.000000Z")))))),
        GoldenCommit(
            at: .golden("2026-09-01T06:06:00.250000Z"), by: .operator("root"),
            GoldenFact(.invitation(Golden.unusedInvitation), nil, .invitation(.revoked(InvitationRevoked())))),
    ]

    /// A teacher registers with the invitation, two pupils without; one pupil fills in the profile.
    static let accounts: [GoldenCommit] = [
        GoldenCommit(
            at: .golden("2026-09-01T07:30:00.123456Z"), by: .anonymous,
            context: RecordContext(
                correlationID: "req-0001", idempotencyKey: Golden.digest("k"),
                traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
            GoldenFact(.account(Golden.hugo), Golden.hugo, .account(.registered(registeredTeacher))),
            GoldenFact(
                .invitation(Golden.teacherInvitation), nil, .invitation(.used(InvitationUsed(account: Golden.hugo)))),
            GoldenFact(.session(Golden.teacherSession), Golden.hugo, .session(.opened(openedAtRegistration)))),
        GoldenCommit(
            at: .golden("2026-09-01T08:00:00.000000Z"), by: .anonymous,
            GoldenFact(
                .account(Golden.camille), Golden.camille,
                .account(.registered(registeredPupil(email: "camille@example.org", hash: "c", name: "Camille"))))),
        GoldenCommit(
            at: .golden("2026-09-01T08:01:00.000000Z"), by: .anonymous,
            GoldenFact(
                .account(Golden.noe), Golden.noe,
                .account(.registered(registeredPupil(email: "noe@example.org", hash: "n", name: "Noé"))))),
        GoldenCommit(
            at: .golden("2026-09-01T08:02:00.000000Z"), by: .user(Golden.camille),
            GoldenFact(
                .account(Golden.camille), Golden.camille,
                .account(
                    .profileChanged(
                        AccountProfileChanged(changed: wholeProfile.present, profile: .clear(wholeProfile)))))),
        GoldenCommit(
            at: .golden("2026-09-01T08:03:00.000000Z"), by: .user(Golden.camille),
            GoldenFact(
                .account(Golden.camille), Golden.camille,
                .account(
                    .profileChanged(
                        AccountProfileChanged(changed: [.establishment], profile: .clear(noEstablishment)))))),
        GoldenCommit(
            at: .golden("2026-09-01T08:04:00.000000Z"), by: .operator("root"),
            GoldenFact(
                .account(Golden.noe), Golden.noe,
                .account(.roleChanged(AccountRoleChanged(role: .parent, previous: .eleve))))),
    ]

    /// A pupil says the day of the épreuve and the mark aimed at, and takes both back.
    static let takenBack: [GoldenCommit] = [
        GoldenCommit(
            at: .golden("2026-12-01T08:00:00.000000Z"), by: .user(Golden.camille),
            GoldenFact(
                .account(Golden.camille), Golden.camille,
                .account(.profileChanged(AccountProfileChanged(changed: aim.present, profile: .clear(aim)))))),
        GoldenCommit(
            at: .golden("2026-12-01T08:01:00.000000Z"), by: .user(Golden.camille),
            GoldenFact(
                .account(Golden.camille), Golden.camille,
                .account(
                    .profileChanged(
                        AccountProfileChanged(changed: [.targetScore, .eafDate], profile: .clear(noAim)))))),
    ]

    private static let passwordHash = "$argon2id$v=19$m=19456,t=2,p=1$c2VsMTIzNDU2Nzg5MA$aGFzaA"

    private static let registeredTeacher: AccountRegistered = {
        var profile = wholeProfile
        profile.displayName = "Hugo \"le prof\" Lefèvre"
        return AccountRegistered(
            role: .enseignant, emailHash: Golden.digest("h"), email: .clear("hugo@example.org"),
            passwordHash: .clear(passwordHash), profile: .clear(profile), invitation: Golden.teacherInvitation)
    }()

    private static func registeredPupil(email: String, hash: Character, name: String) -> AccountRegistered {
        var profile = ProfileFields()
        profile.displayName = name
        profile.classLevel = "Première générale"
        profile.targetScore = "14/20"
        profile.onboardingCompleted = false
        profile.selectedOeuvres = []
        profile.weakSkills = ["Problématisation", "Grammaire"]
        return AccountRegistered(
            role: .eleve, emailHash: Golden.digest(hash), email: .clear(email), passwordHash: .clear(passwordHash),
            profile: .clear(profile), invitation: nil)
    }

    private static let wholeProfile: ProfileFields = {
        var profile = ProfileFields()
        profile.displayName = "Camille"
        profile.classLevel = "Première générale"
        profile.targetScore = "16/20"
        profile.establishment = "Lycée Marie-Curie / Échirolles"
        profile.eafDate = "2027-06-10"
        profile.onboardingCompleted = true
        profile.selectedOeuvres = ["Manon Lescaut", "Cahier de Douai"]
        profile.parcoursProgress = ["roman"]
        profile.preferredObjects = ["poésie"]
        profile.weakSkills = ["Grammaire"]
        return profile
    }()

    private static let noEstablishment: ProfileFields = {
        var profile = ProfileFields()
        profile.establishment = ""
        return profile
    }()

    private static let aim: ProfileFields = {
        var profile = ProfileFields()
        profile.targetScore = "16/20"
        profile.eafDate = "2027-06-10"
        return profile
    }()

    /// The mark aimed at emptied, and the day of the épreuve left out: it is taken back.
    private static let noAim: ProfileFields = {
        var profile = ProfileFields()
        profile.targetScore = ""
        return profile
    }()

    private static let openedAtRegistration = SessionOpened(
        account: Golden.hugo, tokenHash: Golden.digest("s"), method: "register",
        expiresAt: .golden("2026-09-15T07:30:00.123456Z"), endsAt: .golden("2026-11-30T07:30:00.123456Z"),
        userAgent: .clear("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"))
}
