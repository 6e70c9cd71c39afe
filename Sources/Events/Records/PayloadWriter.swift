/// Writes the members of a payload, sealing those that are personal.
public struct PayloadWriter: Sendable {
    /// For members that anybody may read.
    public var json = JSONWriter()
    private let seal: SealContext?
    /// A personal member had to be written and there was no key for it.
    private(set) var missedKey = false

    init(seal: SealContext?) { self.seal = seal }

    /// Writes a personal value, sealed, or nothing when there is no value.
    public mutating func personal<Value>(_ name: StaticString, _ value: Personal<Value>?) {
        guard let value else { return }
        guard let seal, case .clear(let clear) = value,
            let plain = try? CanonicalJSON.encode(clear),
            let sealed = seal.seal(plain, field: name.description)
        else {
            missedKey = true
            return
        }
        json.key(name)
        json.object { $0.field("sealed", sealed) }
    }
}

extension PayloadWriter {
    /// Writes a structured value by its own `Encodable` conformance.
    mutating func codable(_ name: StaticString, _ value: some Encodable) {
        guard let encoded = try? CanonicalJSON.encode(value) else {
            preconditionFailure("\(name) holds a number that JSON has not")
        }
        json.key(name)
        json.verbatim(LineSafeJSON.escaping(encoded))
    }
}
