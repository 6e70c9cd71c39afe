/// Which records somebody wants to see; everything that is given must hold.
public struct RecordFilter: Equatable, Sendable {
    /// `fr.eaf.copie.uploaded.v1`, the same without version or `fr.eaf.`, or the entity alone, `copie`; any of them.
    public var types: [String] = []
    /// `copie/<uuid>`, or the kind alone, `copie`.
    public var subject: String?
    /// `user/<uuid>`, `system/<part>`, `operator/<name>`, `anonymous`, or the kind alone, `user`.
    public var actor: String?
    /// Whose key seals the record.
    public var person: PersonID?
    /// Not before.
    public var since: Timestamp?
    /// Not after.
    public var until: Timestamp?

    private static let prefix = "fr.eaf."

    /// Every record.
    public init() {}

    public var isEmpty: Bool { self == RecordFilter() }

    /// Whether `record` is wanted.
    public func matches(_ record: Record) -> Bool {
        if let since, record.time < since { return false }
        if let until, record.time > until { return false }
        if let person, record.person != person { return false }
        if let subject, !Self.names(subject, record.subject) { return false }
        if let actor, !Self.names(actor, record.actor.description) { return false }
        guard !types.isEmpty else { return true }
        let type = record.typeText
        return types.contains { Self.isOfType($0, type) }
    }

    private static func names(_ wanted: String, _ value: String) -> Bool {
        value == wanted || value.hasPrefix(wanted.hasSuffix("/") ? wanted : wanted + "/")
    }

    private static func isOfType(_ wanted: String, _ type: String) -> Bool {
        let full = wanted.hasPrefix(prefix) ? wanted : prefix + wanted
        return type == full || type.hasPrefix(full + ".")
    }
}
