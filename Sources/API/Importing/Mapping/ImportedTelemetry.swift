import Events

/// What the predecessor's timeline or evaluations say, as telemetry: it is shown, and never counts as a mark or a day's
/// work (product-contract §0.5), since any client could write it (D-04).
struct ImportedTelemetry {
    private static let featureCharactersMax = 120
    private static let pathCharactersMax = 300
    /// Members that are told elsewhere.
    private static let told: Set<String> = ["id", "userid", "studentid", "ownerid", "createdat", "timestamp"]

    let recorded: TelemetryRecorded
    /// Some values were left out.
    let isReduced: Bool

    /// An entry of the timeline; nil when its type is none that a timeline has.
    init?(event row: OldRow) {
        guard let kind = TelemetryKind(rawValue: row.text("type")?.lowercased() ?? "interaction") else { return nil }
        var payload = row.value("payload")?.membered ?? [:]
        // The address of who registers, which no timeline needs (D-17).
        let hadEmail = payload.removeValue(forKey: "email") != nil
        self.init(row, kind, feature: row.text("feature") ?? "unknown", payload: payload, wasReduced: hadEmail)
    }

    /// A row of the evaluations: its figures and texts become the payload.
    init?(evaluation row: OldRow) {
        guard row.number("score") != nil || row.number("note") != nil else { return nil }
        let payload = row.members.filter { !Self.told.contains($0.key) && !["feature", "path"].contains($0.key) }
        self.init(
            row, .evaluation, feature: row.text("feature", "skill", "type") ?? "evaluation", payload: payload,
            wasReduced: false)
    }

    private init(
        _ row: OldRow, _ kind: TelemetryKind, feature: String, payload: [String: JSONValue], wasReduced: Bool
    ) {
        var kept: [String: TelemetryValue] = [:]
        for (name, value) in payload.sorted(by: { $0.key < $1.key }) {
            guard kept.count < TelemetryRequest.payloadMembersMax, name.count <= Self.featureCharactersMax,
                let value = TelemetryRequest.value(value)
            else { continue }
            kept[name] = value
        }
        isReduced = wasReduced || kept.count < payload.count
        recorded = TelemetryRecorded(
            kind: kind, feature: .clear(String(feature.prefix(Self.featureCharactersMax))),
            path: row.text("path").map { .clear(String($0.prefix(Self.pathCharactersMax))) },
            payload: kept.isEmpty ? nil : .clear(kept), occurredAt: row.time("createdat", "timestamp", "time"))
    }
}
