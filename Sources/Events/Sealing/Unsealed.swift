import Foundation

/// The personal values of one record, opened.
public struct Unsealed: Sendable, Equatable {
    /// One personal value.
    public struct Value: Sendable, Equatable {
        /// The member of `data`.
        public let field: String
        /// Its JSON; nil when the person's key is gone.
        public let json: String?
    }

    /// In the order of the payload.
    public let values: [Value]

    /// Never shown: nobody reads a password hash, and whoever copies one can attack it.
    private static let withheld: Set<String> = ["passwordHash"]

    /// Opens what `keys` can open.
    ///
    /// - Throws: `PayloadError` when the payload is not of its type's shape.
    public init(_ record: Record, keys: any KeyRing) throws(PayloadError) {
        let event = try EventCatalog.current.event(of: record, opening: keys)
        var values: [Value] = []
        Self.collect(event, field: "", into: &values)
        self.values = values
    }

    /// `{"record":…,"unsealed":{…}}`: the record as stored, and beside it, never inside, what was opened.
    public func json(of record: Record) -> [UInt8] {
        var out = JSONWriter()
        out.object { out in
            out.key("record")
            out.verbatim(record.line)
            out.key("unsealed")
            out.object { out in
                for value in values {
                    out.key(dynamic: value.field)
                    if let json = value.json { out.verbatim(json.utf8) } else { out.null() }
                }
            }
        }
        return out.bytes
    }

    /// Finds personal values wherever they stand in an event: the payloads name them like the members of `data`.
    private static func collect(_ value: Any, field: String, into values: inout [Value]) {
        if let personal = value as? any OpenedValue {
            guard !withheld.contains(field) else { return }
            values.append(Value(field: field, json: personal.json))
            return
        }
        for child in Mirror(reflecting: value).children {
            collect(child.value, field: child.label ?? field, into: &values)
        }
    }
}

private protocol OpenedValue {
    /// Nil when the value stayed hidden.
    var json: String? { get }
}

extension Personal: OpenedValue {
    fileprivate var json: String? {
        guard case .clear(let value) = self, let data = try? CanonicalJSON.encode(value) else { return nil }
        return String(decoding: data, as: UTF8.self)
    }
}
