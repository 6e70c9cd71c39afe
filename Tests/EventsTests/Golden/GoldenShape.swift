@testable import Events

/// The members that a schema names, by path (`bareme.rubriques[].max`); `x-plaintext` names those that are sealed.
struct GoldenShape {
    /// Every member named.
    let paths: Set<String>
    /// The values of members that are enumerations, by path.
    let enumerations: [String: Set<String>]
    /// Members of the payload that are sealed.
    let sealed: Set<String>
    private let data: JSONValue

    /// Reads the `data` part of a type's schema.
    init(schema: JSONValue) {
        data = schema["properties"]?["data"] ?? .null
        var paths: Set<String> = []
        var enumerations: [String: Set<String>] = [:]
        Self.visit(data, at: "") { path, member in
            paths.insert(path)
            enumerations[path] = (member["enum"] ?? member["items"]?["enum"])?.texts
        }
        self.paths = paths
        self.enumerations = enumerations
        sealed = Set((data["properties"]?.members ?? [:]).filter { $0.value["x-plaintext"] != nil }.keys)
    }

    /// The members of `value`, by path.
    func paths(in value: JSONValue) -> Set<String> {
        var paths: Set<String> = []
        Self.walk(value, data, at: "") { path, _, _ in paths.insert(path) }
        return paths
    }

    /// Members of `value` that the schema does not name.
    func unnamed(in value: JSONValue) -> Set<String> { paths(in: value).subtracting(paths) }

    /// Members that the schema requires and `value` has not.
    func missing(in value: JSONValue) -> Set<String> {
        var missing: Set<String> = []
        Self.check(value, data, at: "", &missing)
        return missing
    }

    /// The places of `payload` that store another number of members than the schema names. The JSON of golden values
    /// does not show an optional member that is nil in all of them; this does.
    func uneven(in payload: Any) -> [String] {
        var uneven: [String] = []
        Self.compare(payload, data, at: "data", &uneven)
        return uneven
    }

    private static func compare(_ value: Any, _ schema: JSONValue, at path: String, _ uneven: inout [String]) {
        let schema = schema["x-plaintext"] ?? schema
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional, .enum:
            if let inner = mirror.children.first { compare(inner.value, schema, at: path, &uneven) }
        case .collection:
            for item in mirror.children { compare(item.value, schema["items"] ?? .null, at: path + "[]", &uneven) }
        case .struct:
            guard let named = schema["properties"]?.members else { return }
            if mirror.children.count != named.count {
                uneven.append("\(path): \(mirror.children.count) in the code, \(named.count) in the schema")
            }
            for child in mirror.children {
                guard let name = child.label, let inner = named[name] else { continue }
                compare(child.value, inner, at: join(path, name), &uneven)
            }
        default: break
        }
    }

    private static func visit(_ schema: JSONValue, at path: String, _ body: (String, JSONValue) -> Void) {
        let schema = schema["x-plaintext"] ?? schema
        for (name, member) in schema["properties"]?.members ?? [:] {
            body(join(path, name), member)
            visit(member, at: join(path, name), body)
        }
        if let items = schema["items"] { visit(items, at: path + "[]", body) }
    }

    private static func walk(
        _ value: JSONValue, _ schema: JSONValue?, at path: String, _ body: (String, JSONValue, JSONValue?) -> Void
    ) {
        let schema = schema?["x-plaintext"] ?? schema
        switch value {
        case .object(let members) where schema?["additionalProperties"]?.members == nil:
            for (name, member) in members {
                body(join(path, name), member, schema?["properties"]?[name])
                walk(member, schema?["properties"]?[name], at: join(path, name), body)
            }
        case .array(let items):
            for item in items { walk(item, schema?["items"], at: path + "[]", body) }
        default: break
        }
    }

    private static func check(_ value: JSONValue, _ schema: JSONValue, at path: String, _ missing: inout Set<String>)
    {
        let schema = schema["x-plaintext"] ?? schema
        if case .array(let names) = schema["required"] {
            for case .string(let name) in names where value[name] == nil { missing.insert(join(path, name)) }
        }
        for (name, member) in value.members ?? [:] {
            if let inner = schema["properties"]?[name] { check(member, inner, at: join(path, name), &missing) }
        }
        if case .array(let items) = value, let inner = schema["items"] {
            for item in items { check(item, inner, at: path + "[]", &missing) }
        }
    }

    private static func join(_ path: String, _ name: String) -> String { path.isEmpty ? name : path + "." + name }
}

extension JSONValue {
    /// The members of an object; nil for any other value.
    fileprivate var members: [String: JSONValue]? {
        if case .object(let members) = self { members } else { nil }
    }

    /// The strings of an array; nil for any other value.
    fileprivate var texts: Set<String>? {
        guard case .array(let items) = self else { return nil }
        return Set(items.compactMap { if case .string(let text) = $0 { text } else { nil } })
    }

    /// A member of an object; nil when there is none.
    fileprivate subscript(name: String) -> JSONValue? { members?[name] }
}
