import Events

/// One action in a person's timeline, made from its record.
struct TimelineEntry: Encodable {
    let id: RecordID
    let userId: PersonID
    let type: TelemetryKind
    let feature: String
    let path: String?
    let payload: [String: TelemetryValue]?
    let createdAt: String
    /// `client` when a browser said so, `server` when it is a fact of the domain.
    let source: String

    init?(at position: LogPosition, of person: PersonID, in library: Library) throws {
        let (record, event) = try library.event(at: position)
        self.init(record, event, of: person)
    }

    /// Nil when the record is of a kind that no timeline shows.
    init?(_ record: Record, _ event: Event, of person: PersonID) {
        guard let content = Self.content(of: event) else { return nil }
        id = record.id
        userId = person
        type = content.type
        feature = content.feature
        path = content.path
        payload = content.payload
        createdAt = (event.occurredAt ?? record.time).milliseconds
        if case .telemetry = event { source = "client" } else { source = "server" }
    }

    private typealias Content = (
        type: TelemetryKind, feature: String, path: String?, payload: [String: TelemetryValue]?
    )

    private static func content(of event: Event) -> Content? {
        switch event {
        case .account(.registered): (.auth, "register", nil, nil)
        case .account(.passwordChanged): (.auth, "password_change", nil, nil)
        case .account(.profileChanged(let data)):
            (.interaction, "profile_update", nil, ["fields": .strings(data.changed.map(\.rawValue))])
        case .session(.opened(let data)): (.auth, "login", nil, ["method": .string(data.method)])
        case .session(.closed): (.auth, "logout", nil, nil)
        case .epreuve(.generated(let data)):
            (.interaction, "epreuve_generate", "/atelier-ecrit", ["type": .string(data.type.rawValue)])
        case .copie(.uploaded(let data)):
            (.interaction, "copie_upload", "/atelier-ecrit", ["bytes": .number(Double(data.bytes))])
        case .search(.performed(let data)):
            (.resource, "rag_search", "/bibliotheque", searchPayload(data))
        case .classroom(.opened): (.interaction, "class_open", "/enseignant", nil)
        case .classroom(.pupilEnrolled): (.interaction, "class_join", nil, nil)
        case .telemetry(.recorded(let data)):
            (data.kind, data.feature.value ?? "", data.path?.value, data.payload?.value)
        default: nil
        }
    }

    private static func searchPayload(_ data: SearchPerformed) -> [String: TelemetryValue] {
        var payload: [String: TelemetryValue] = [
            "resultCount": .number(Double(data.results)), "mode": .string(data.mode.rawValue),
        ]
        payload["query"] = data.query.value.map { .string($0) }
        return payload
    }

    /// Counts the weak skills of evaluations. What a client calls an evaluation is none (D-04).
    static func weakSignals(in entries: [TimelineEntry]) -> [String: Int] {
        var counts: [String: Int] = [:]
        for entry in entries where entry.type == .evaluation && entry.source == "server" {
            guard case .strings(let skills)? = entry.payload?["weakSkills"] else { continue }
            for skill in skills { counts[skill, default: 0] += 1 }
        }
        return counts
    }
}
