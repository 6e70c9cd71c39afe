@testable import Events

extension GoldenLog {
    /// A school adds a text of two pieces and takes it out again; a pupil searches in each of the three ways.
    static let library: [GoldenCommit] = [
        GoldenCommit(
            at: .golden("2026-11-29T08:00:00.000000Z"), by: .operator("root"),
            GoldenFact(
                .document(.named("tartuffe")), nil,
                .document(
                    .added(
                        DocumentAdded(
                            name: "tartuffe", title: "Le Tartuffe", digest: Golden.sha256("e"), bytes: 71, parts: 2,
                            text: "MADAME PERNELLE.\nAllons, Flipote, allons,\n")))),
            GoldenFact(
                .document(.named("tartuffe")), nil,
                .document(.partAdded(DocumentPartAdded(part: 2, text: "que d'eux je me délivre.\n"))))),
        search("2026-11-29T08:05:00.000000Z", "l'hypocrisie au théâtre", 5, .hybrid),
        search("2026-11-29T08:06:00.000000Z", "faux dévot", 3, .vector),
        search("2026-11-29T08:07:00.000000Z", "tartufe", 1, .lexical),
        GoldenCommit(
            at: .golden("2026-11-29T08:10:00.000000Z"), by: .operator("root"),
            GoldenFact(
                .document(.named("tartuffe")), nil, .document(.removed(DocumentRemoved(name: "tartuffe"))))),
    ]

    private static func search(_ time: String, _ query: String, _ results: Int, _ mode: SearchMode) -> GoldenCommit {
        GoldenCommit(
            at: .golden(time), by: .user(Golden.camille),
            GoldenFact(
                .account(Golden.camille), Golden.camille,
                .search(.performed(SearchPerformed(query: .clear(query), results: results, mode: mode)))))
    }
}
