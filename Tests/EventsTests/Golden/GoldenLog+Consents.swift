@testable import Events

extension GoldenLog {
    /// A pupil lets a service outside the school read copies, and takes it back.
    static let consents: [GoldenCommit] = [
        consent("2026-11-30T08:00:00.000000Z", given: true), consent("2026-11-30T18:30:00.000000Z", given: false),
    ]

    private static func consent(_ time: String, given: Bool) -> GoldenCommit {
        GoldenCommit(
            at: .golden(time), by: .user(Golden.camille),
            GoldenFact(
                .account(Golden.camille), nil,
                .account(
                    .consentChanged(AccountConsentChanged(recipient: "mistral (api.mistral.ai)", given: given)))))
    }
}
