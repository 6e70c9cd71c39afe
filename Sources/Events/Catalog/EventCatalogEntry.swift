/// How one version of one type is read.
struct EventCatalogEntry: Sendable {
    let type: EventType
    let decode: @Sendable (JSONFields) throws(PayloadError) -> Event

    init(
        _ name: String, _ version: Int, _ decode: @escaping @Sendable (JSONFields) throws(PayloadError) -> Event
    ) {
        type = EventType(name, version: version)
        self.decode = decode
    }
}
