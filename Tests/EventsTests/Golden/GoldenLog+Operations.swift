@testable import Events

extension GoldenLog {
    /// A log with a host, audited, exported from, drilled, and restored onto a second timeline.
    static let operations: [GoldenCommit] = [
        GoldenCommit(
            at: .golden("2026-11-25T08:00:00.000000Z"), by: .system("server"),
            GoldenFact(
                .log("demo"), nil,
                .log(.opened(LogOpened(format: 1, name: "demo", timeline: 1, host: "eaf.example.fr"))))),
        GoldenCommit(
            at: .golden("2026-11-25T08:01:00.000000Z"), by: .operator("root"),
            GoldenFact(
                .account(Golden.hugo), nil,
                .account(.unsealingChanged(AccountUnsealingChanged(mayUnseal: true))))),
        GoldenCommit(
            at: .golden("2026-11-25T08:02:00.000000Z"), by: .user(Golden.hugo),
            GoldenFact(
                .log("demo"), nil,
                .audit(
                    .consulted(
                        AuditConsulted(view: .events, query: "type=copie&limit=100", unsealed: true))))),
        GoldenCommit(
            at: .golden("2026-11-25T08:03:00.000000Z"), by: .user(Golden.camille),
            GoldenFact(.account(Golden.camille), nil, .person(.exported(PersonExported(cause: .person))))),
        GoldenCommit(
            at: .golden("2026-11-25T08:04:00.000000Z"), by: .operator("root"),
            GoldenFact(
                .log("demo"), nil,
                .backup(
                    .drilled(
                        BackupDrilled(
                            succeeded: true, from: Golden.sha256("a"), position: LogPosition(4),
                            digest: Golden.sha256("b"), bytes: 4_096, milliseconds: 1_234))))),
        GoldenCommit(
            at: .golden("2026-11-25T08:05:00.000000Z"), by: .operator("root"),
            GoldenFact(
                .log("demo"), nil,
                .log(
                    .restored(
                        LogRestored(
                            timeline: 2, position: LogPosition(5), from: Golden.sha256("c"),
                            abandonedOrigin: "eaf.example.fr/demo/1", abandonedSize: 9,
                            abandonedRoot: "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=",
                            reason: "import du 25 novembre à défaire"))))),
    ]
}
