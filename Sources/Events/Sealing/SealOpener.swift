/// Opens the sealed values of one record for a reader who holds the keys.
struct SealOpener: Sendable {
    private let context: SealContext?

    /// Nil inside when the record has no person or the person has no key any more: every value stays hidden.
    init(_ record: Record, keys: any KeyRing) {
        context = record.person.flatMap { person in
            keys.key(for: person).map { SealContext(key: $0, recordID: record.id, type: record.typeText) }
        }
    }

    func open(_ sealed: String, field: String) -> [UInt8]? { context?.open(sealed, field: field) }
}
