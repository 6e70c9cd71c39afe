@testable import Events

extension GoldenLog {
    /// A teacher opens a class; pupils join, one leaves; the teacher exports the list.
    static let classes: [GoldenCommit] = [
        GoldenCommit(
            at: .golden("2026-09-07T09:00:00.000000Z"), by: .user(Golden.hugo),
            GoldenFact(
                .classroom(Golden.premiereB), nil,
                .classroom(.opened(ClassOpened(teacher: Golden.hugo, code: "KP7Q2Z"))))),
        GoldenCommit(
            at: .golden("2026-09-07T09:10:00.000000Z"), by: .user(Golden.camille),
            GoldenFact(
                .classroom(Golden.premiereB), nil, .classroom(.pupilEnrolled(PupilEnrolled(pupil: Golden.camille))))),
        GoldenCommit(
            at: .golden("2026-09-07T09:11:00.000000Z"), by: .user(Golden.noe),
            GoldenFact(
                .classroom(Golden.premiereB), nil, .classroom(.pupilEnrolled(PupilEnrolled(pupil: Golden.noe))))),
        GoldenCommit(
            at: .golden("2026-09-08T09:00:00.000000Z"), by: .user(Golden.hugo),
            GoldenFact(
                .classroom(Golden.premiereB), nil, .classroom(.codeRotated(ClassCodeRotated(code: "M3XWT9"))))),
        GoldenCommit(
            at: .golden("2026-09-09T09:00:00.000000Z"), by: .user(Golden.noe),
            GoldenFact(.classroom(Golden.premiereB), nil, .classroom(.pupilLeft(PupilLeft(pupil: Golden.noe))))),
        GoldenCommit(
            at: .golden("2026-09-10T09:00:00.000000Z"), by: .user(Golden.hugo),
            GoldenFact(.classroom(Golden.premiereB), nil, .classroom(.exported(ClassExported(pupils: 1))))),
    ]
}
