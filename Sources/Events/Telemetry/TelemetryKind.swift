/// The kind of an entry of the timeline.
public enum TelemetryKind: String, Codable, Sendable, CaseIterable {
    case navigation, interaction, discussion, resource, evaluation, quiz, auth
}
