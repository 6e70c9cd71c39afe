/// How one version of one type is read.
struct EventCatalogEntry: Sendable {
    let type: EventType
    /// The type's bytes: two types may share a hash.
    let text: [UInt8]
    let decode: @Sendable (JSONFields) throws(PayloadError) -> Event

    init(
        _ name: String, _ version: Int, _ decode: @escaping @Sendable (JSONFields) throws(PayloadError) -> Event
    ) {
        type = EventType(name, version: version)
        text = Array(type.description.utf8)
        self.decode = decode
    }
}
