import Foundation

/// Typed access to the members of an object.
extension JSONFields {
    /// A string.
    public func string(_ name: StaticString) throws(PayloadError) -> String {
        try text(name, in: required(name))
    }

    /// A string, or nil when it is absent.
    public func optionalString(_ name: StaticString) throws(PayloadError) -> String? {
        guard let range = range(of: name) else { return nil }
        return try text(name, in: range)
    }

    private func text(_ name: StaticString, in range: Range<Int>) throws(PayloadError) -> String {
        guard let text = JSONScanner.string(bytes.span, from: range.lowerBound, to: range.upperBound) else {
            throw PayloadError(field: name, rule: .wrongType)
        }
        return text
    }

    /// An integer.
    public func integer(_ name: StaticString) throws(PayloadError) -> Int {
        try integer(name, in: required(name))
    }

    /// An integer, or nil when it is absent.
    public func optionalInteger(_ name: StaticString) throws(PayloadError) -> Int? {
        guard let range = range(of: name) else { return nil }
        return try integer(name, in: range)
    }

    private func integer(_ name: StaticString, in range: Range<Int>) throws(PayloadError) -> Int {
        let bytes = bytes.span
        let negative = bytes[range.lowerBound] == UInt8(ascii: "-")
        let start = negative ? range.lowerBound + 1 : range.lowerBound
        guard (1...18).contains(range.upperBound - start),
            let magnitude = bytes.decimal(start, range.upperBound - start)
        else { throw PayloadError(field: name, rule: .wrongType) }
        return negative ? -magnitude : magnitude
    }

    /// A finite number.
    public func number(_ name: StaticString) throws(PayloadError) -> Double {
        let range = try required(name)
        if let whole = try? integer(name, in: range) { return Double(whole) }
        let text = String(decoding: bytes[range], as: UTF8.self)
        // `Double(_:)` also reads "inf" and hexadecimal; JSON numbers begin with a digit or a minus sign and a digit.
        guard let first = text.utf8.first(where: { $0 != UInt8(ascii: "-") }), (0x30...0x39).contains(first),
            !text.contains("x"), let value = Double(text), value.isFinite
        else { throw PayloadError(field: name, rule: .wrongType) }
        return value
    }

    /// A finite number, or nil when it is absent.
    public func optionalNumber(_ name: StaticString) throws(PayloadError) -> Double? {
        has(name) ? try number(name) : nil
    }

    /// A Boolean.
    public func boolean(_ name: StaticString) throws(PayloadError) -> Bool {
        let range = try required(name)
        switch (bytes[range.lowerBound], range.count) {
        case (UInt8(ascii: "t"), 4): return true
        case (UInt8(ascii: "f"), 5): return false
        default: throw PayloadError(field: name, rule: .wrongType)
        }
    }

    /// A Boolean, or nil when it is absent.
    public func optionalBoolean(_ name: StaticString) throws(PayloadError) -> Bool? {
        has(name) ? try boolean(name) : nil
    }

    /// An id.
    public func id<Kind>(_ name: StaticString, _ kind: Kind.Type = Kind.self) throws(PayloadError) -> EntityID<Kind> {
        let range = try required(name)
        guard range.count == UUIDText.length + 2, let id = bytes.span.uuid(at: range.lowerBound + 1) else {
            throw PayloadError(field: name, rule: .wrongType)
        }
        return EntityID(high: id.high, low: id.low)
    }

    /// An id, or nil when it is absent.
    public func optionalID<Kind>(
        _ name: StaticString, _ kind: Kind.Type = Kind.self
    ) throws(PayloadError) -> EntityID<Kind>? {
        has(name) ? try id(name, kind) : nil
    }

    /// An instant.
    public func timestamp(_ name: StaticString) throws(PayloadError) -> Timestamp {
        let range = try required(name)
        guard range.count > 2,
            let time = bytes.span.timestamp(at: range.lowerBound + 1, count: range.count - 2)
        else { throw PayloadError(field: name, rule: .wrongType) }
        return time
    }

    /// An instant, or nil when it is absent.
    public func optionalTimestamp(_ name: StaticString) throws(PayloadError) -> Timestamp? {
        has(name) ? try timestamp(name) : nil
    }

    /// A value of an enumeration by its raw string.
    public func choice<Choice: RawRepresentable<String>>(
        _ name: StaticString, _ type: Choice.Type = Choice.self
    ) throws(PayloadError) -> Choice {
        guard let choice = Choice(rawValue: try string(name)) else {
            throw PayloadError(field: name, rule: .unknownValue)
        }
        return choice
    }

    /// A value of an enumeration by its raw string, or nil when it is absent.
    public func optionalChoice<Choice: RawRepresentable<String>>(
        _ name: StaticString, _ type: Choice.Type = Choice.self
    ) throws(PayloadError) -> Choice? {
        has(name) ? try choice(name, type) : nil
    }

    /// A value read by its own `Decodable` conformance, for structured values that no projection needs.
    public func decoded<Value: Decodable>(
        _ name: StaticString, as type: Value.Type
    ) throws(PayloadError) -> Value {
        let range = try required(name)
        do {
            return try JSONDecoder().decode(type, from: Data(bytes[range]))
        } catch {
            throw PayloadError(field: name, rule: .wrongType)
        }
    }
}
