import Events

/// The members of `POST memory/events`, checked.
struct TelemetryRequest {
    /// Members of `payload`, characters of a string in it, strings of a list in it.
    static let payloadMembersMax = 20
    static let payloadTextMax = 500
    static let payloadListMax = 50

    let telemetry: TelemetryRecorded

    init(_ body: consuming BodyReader) throws(Problem) {
        let kind = body.optionalChoice("type", among: TelemetryKind.allCases) ?? .interaction
        let feature = body.optionalString("feature", 1...120) ?? "unknown"
        let path = body.optionalString("path", 1...300)
        let payload = Self.payload(&body)
        try body.finish()
        telemetry = TelemetryRecorded(
            kind: kind, feature: .clear(feature), path: path.map { .clear($0) }, payload: payload.map { .clear($0) })
    }

    private static func payload(_ body: inout BodyReader) -> [String: TelemetryValue]? {
        guard let value = body["payload"] else { return nil }
        guard case .object(let members) = value, members.count <= payloadMembersMax else {
            body.refuse("payload", "object", "Un objet de \(payloadMembersMax) membres au plus est attendu.")
            return nil
        }
        var payload: [String: TelemetryValue] = [:]
        for (name, member) in members {
            guard name.count <= 120, let value = Self.value(member) else {
                body.refuse(
                    "payload", "values",
                    "Chaînes (\(payloadTextMax) caractères au plus), nombres, booléens ou listes de chaînes seulement."
                )
                return nil
            }
            payload[name] = value
        }
        return payload
    }

    static func value(_ json: JSONValue) -> TelemetryValue? {
        switch json {
        case .string(let text): return text.count <= payloadTextMax ? .string(text) : nil
        case .number(let number): return .number(number)
        case .boolean(let flag): return .boolean(flag)
        case .array(let items):
            guard items.count <= payloadListMax else { return nil }
            var texts: [String] = []
            for case .string(let text) in items where text.count <= payloadTextMax { texts.append(text) }
            return texts.count == items.count ? .strings(texts) : nil
        case .null, .object: return nil
        }
    }
}
