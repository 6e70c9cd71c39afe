@testable import Events

extension GoldenLog {
    /// Browsers report; at the end a person is erased.
    static let reports: [GoldenCommit] = [
        GoldenCommit(
            at: .golden("2026-10-07T08:00:00.000000Z"), by: .anonymous,
            GoldenFact(
                .vital("LCP"), nil,
                .vital(
                    .reported(
                        VitalReported(
                            name: .LCP, value: 2_612.4, rating: .needsImprovement, page: "/atelier-ecrit",
                            metricID: "v5-1790000000000-1234567890123", navigationType: "navigate")))),
            GoldenFact(
                .vital("CLS"), nil,
                .vital(
                    .reported(
                        VitalReported(
                            name: .CLS, value: 0.1, rating: .good, page: "/", metricID: nil, navigationType: nil)))),
            GoldenFact(
                .vital("FID"), nil,
                .vital(
                    .reported(
                        VitalReported(
                            name: .FID, value: 301, rating: .poor, page: "/login", metricID: nil,
                            navigationType: nil))))),
        GoldenCommit(
            at: .golden("2026-10-07T08:01:00.000000Z"), by: .user(Golden.camille),
            GoldenFact(
                .account(Golden.camille), Golden.camille,
                .telemetry(
                    .recorded(
                        TelemetryRecorded(kind: .navigation, feature: .clear("accueil"), path: nil, payload: nil))))),
        GoldenCommit(
            at: .golden("2026-10-07T08:02:00.000000Z"), by: .user(Golden.camille),
            GoldenFact(
                .account(Golden.camille), Golden.camille,
                .telemetry(
                    .recorded(
                        TelemetryRecorded(
                            kind: .quiz, feature: .clear("quiz_termine"), path: .clear("/quiz"),
                            payload: .clear([
                                "theme": .string("Figures de style"), "score": .number(7.5),
                                "parfait": .boolean(false),
                                "weakSkills": .strings(["Grammaire", "Lexique"]),
                            ])))))),
        GoldenCommit(
            at: .golden("2026-10-08T08:00:00.000000Z"), by: .user(Golden.noe),
            GoldenFact(.account(Golden.noe), nil, .person(.erased(PersonErased(cause: .person))))),
    ]
}
