public import Events
import Foundation

/// JSON in tests is written and looked into like a literal.
extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral,
    ExpressibleByNilLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
    public init(integerLiteral value: Int) { self = .number(Double(value)) }
    public init(floatLiteral value: Double) { self = .number(value) }
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(Dictionary(elements) { _, last in last })
    }
    public init(nilLiteral: ()) { self = .null }
}

extension JSONValue {
    /// The member `name`; null when there is none.
    subscript(name: String) -> JSONValue {
        if case .object(let members) = self { members[name] ?? .null } else { .null }
    }

    /// The element at `index`; null when there is none.
    subscript(index: Int) -> JSONValue { items.indices.contains(index) ? items[index] : .null }

    var items: [JSONValue] { if case .array(let items) = self { items } else { [] } }
    var text: String { if case .string(let text) = self { text } else { "" } }
    var number: Double? { if case .number(let number) = self { number } else { nil } }
    var texts: [String] { items.map(\.text) }

    /// The names of an object's members, sorted.
    var names: [String] { if case .object(let members) = self { members.keys.sorted() } else { [] } }

    /// The JSON text.
    var bytes: [UInt8] { (try? CanonicalJSON.encode(self)).map { [UInt8]($0) } ?? [] }
}
