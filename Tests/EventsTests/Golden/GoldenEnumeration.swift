@testable import Events

/// An enumeration of ours and the member of a payload that holds its raw values.
struct GoldenEnumeration: Sendable {
    /// Without `fr.eaf.` and with its version.
    let type: String
    /// As in `GoldenShape`.
    let path: String
    /// Whether the code reads a raw value.
    let reads: @Sendable (String) -> Bool
    /// Every raw value that the code can write; nil when the enumeration does not list its cases.
    let written: Set<String>?

    static let all: [GoldenEnumeration] = [
        listed("account.registered.v1", "role", Role.self),
        listed("account.role_changed.v1", "role", Role.self),
        listed("account.role_changed.v1", "previous", Role.self),
        unlisted("account.password_changed.v1", "cause", PasswordChangeCause.self),
        listed("account.profile_changed.v1", "fields", ProfileField.self),
        unlisted("session.closed.v1", "cause", SessionCloseCause.self),
        listed("invitation.created.v1", "role", Role.self),
        listed("epreuve.generated.v1", "type", EpreuveType.self),
        unlisted("epreuve.generated.v1", "origin", EpreuveOrigin.self),
        unlisted("copie.read.v1", "method", ReadingMethod.self),
        unlisted("correction.requested.v1", "cause", CorrectionCause.self),
        unlisted("correction.completed.v1", "cause", CorrectionCause.self),
        listed("budget.reached.v1", "period", BudgetPeriod.self),
        listed("correction.completed.v1", "correction.mention", Mention.self),
        listed("correction.completed.v1", "correction.annotations[].type", Correction.Annotation.Kind.self),
        listed("vital.reported.v1", "name", VitalName.self),
        listed("vital.reported.v1", "rating", VitalRating.self),
        listed("telemetry.recorded.v1", "kind", TelemetryKind.self),
        listed("search.performed.v1", "mode", SearchMode.self),
        unlisted("person.erased.v1", "cause", RightsCause.self),
        unlisted("person.exported.v1", "cause", RightsCause.self),
        listed("audit.consulted.v1", "view", AuditView.self),
    ]

    private static func listed<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
        _ type: String, _ path: String, _ choice: Choice.Type
    ) -> Self {
        Self(
            type: type, path: path, reads: { Choice(rawValue: $0) != nil },
            written: Set(Choice.allCases.map(\.rawValue)))
    }

    private static func unlisted<Choice: RawRepresentable<String> & Sendable>(
        _ type: String, _ path: String, _ choice: Choice.Type
    ) -> Self {
        Self(type: type, path: path, reads: { Choice(rawValue: $0) != nil }, written: nil)
    }
}
