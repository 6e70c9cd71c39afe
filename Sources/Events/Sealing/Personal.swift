/// A personal value of a payload, sealed in the log under the person's key.
public enum Personal<Value: Codable & Sendable & Equatable>: Sendable, Equatable {
    case clear(Value)
    /// Not opened: the reader did not ask, may not, or the person's key was destroyed.
    case hidden

    /// The value, when it was opened.
    public var value: Value? {
        if case .clear(let value) = self { value } else { nil }
    }
}

extension JSONFields {
    /// A personal value: opened when the reader has the person's key, hidden otherwise.
    ///
    /// - Throws: `PayloadError` when the member is absent or is not a sealed value.
    public func personal<Value>(
        _ name: StaticString, _ type: Value.Type = Value.self
    ) throws(PayloadError) -> Personal<Value> {
        let range = try required(name)
        guard bytes[range.lowerBound] == UInt8(ascii: "{") else { throw PayloadError(field: name, rule: .wrongType) }
        guard let opener else { return .hidden }
        let sealed = try object(name).string("sealed")
        guard let plain = opener.open(sealed, field: name.description) else { return .hidden }
        guard let value = SealedJSON.decode(type, from: plain) else {
            throw PayloadError(field: name, rule: .wrongType)
        }
        return .clear(value)
    }

    /// A personal value, or nil when it is absent.
    public func optionalPersonal<Value>(
        _ name: StaticString, _ type: Value.Type = Value.self
    ) throws(PayloadError) -> Personal<Value>? {
        has(name) ? try personal(name, type) : nil
    }
}
