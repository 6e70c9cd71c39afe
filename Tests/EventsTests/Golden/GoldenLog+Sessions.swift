@testable import Events

extension GoldenLog {
    /// A pupil logs in, goes on using the session, changes the password and logs out.
    static let sessions: [GoldenCommit] = [
        GoldenCommit(
            at: .golden("2026-09-02T17:00:00.000000Z"), by: .anonymous,
            GoldenFact(
                .session(Golden.pupilSession), Golden.camille,
                .session(
                    .opened(
                        SessionOpened(
                            account: Golden.camille, tokenHash: Golden.digest("t"), method: "password",
                            expiresAt: .golden("2026-09-16T17:00:00.000000Z"),
                            endsAt: .golden("2026-12-01T17:00:00.000000Z"), userAgent: nil))))),
        GoldenCommit(
            at: .golden("2026-09-04T17:00:00.000000Z"), by: .user(Golden.camille),
            GoldenFact(
                .session(Golden.pupilSession), Golden.camille,
                .session(.renewed(SessionRenewed(expiresAt: .golden("2026-09-18T17:00:00.000000Z")))))),
        GoldenCommit(
            at: .golden("2026-09-04T17:05:00.000000Z"), by: .user(Golden.hugo),
            GoldenFact(
                .account(Golden.hugo), Golden.hugo,
                .account(
                    .passwordChanged(
                        AccountPasswordChanged(
                            cause: .user, passwordHash: .clear("$argon2id$v=19$m=19456,t=2,p=1$c2Vs$YXV0cmU"))))),
            GoldenFact(
                .session(Golden.teacherSession), Golden.hugo,
                .session(.closed(SessionClosed(account: Golden.hugo, cause: .passwordChanged))))),
        GoldenCommit(
            at: .golden("2026-09-04T18:00:00.000000Z"), by: .user(Golden.camille),
            GoldenFact(
                .session(Golden.pupilSession), Golden.camille,
                .session(.closed(SessionClosed(account: Golden.camille, cause: .logout))))),
    ]
}
