import Events

/// Checks JSON against the schemas of the document: the part of JSON Schema 2020-12 that they use, and nothing silently ignored.
///
/// Stricter in one thing: a member that an object's schema does not declare is an issue, so that answers hold no secrets.
struct SchemaCheck {
    let document: OpenAPIDocument
    /// Requests may carry what nobody asked for.
    var refusesUndeclared = true
    private(set) var issues: [String] = []
    /// `Schema.member` of every member of a named schema that occurred.
    private(set) var seen: Set<String> = []

    init(_ document: OpenAPIDocument) { self.document = document }

    /// What says nothing about validity.
    private static let annotations: Set<String> = [
        "description", "format", "default", "examples", "contentMediaType", "$ref",
    ]

    mutating func check(_ value: JSONValue, _ schema: JSONValue, at path: String, name: String = "") {
        let reference = schema["$ref"].text
        if !reference.isEmpty {
            let target = String(reference.split(separator: "/").last ?? "")
            check(value, document.resolved(schema), at: path, name: target)
        }
        for keyword in schema.names where !Self.annotations.contains(keyword) {
            checkKeyword(keyword, value, schema, path, name)
        }
    }

    private mutating func checkKeyword(
        _ keyword: String, _ value: JSONValue, _ schema: JSONValue, _ path: String, _ name: String
    ) {
        let rule = schema[keyword]
        switch keyword {
        case "type": expect(Self.types(rule).contains { Self.has(value, $0) }, path, "type", value)
        case "const": expect(value == rule, path, keyword, value)
        case "enum": expect(rule.items.contains(value), path, keyword, value)
        case "oneOf", "anyOf": checkBranches(keyword, value, rule.items, path)
        case "pattern", "minLength", "maxLength":
            if case .string(let text) = value { checkText(keyword, text, rule, path) }
        case "minimum", "maximum", "exclusiveMinimum", "multipleOf":
            if case .number(let number) = value { checkNumber(keyword, number, rule.number ?? .nan, path) }
        case "items", "minItems", "maxItems":
            if case .array(let items) = value { checkItems(keyword, items, rule, path) }
        case "properties", "required", "additionalProperties", "maxProperties", "propertyNames":
            if case .object(let members) = value { checkMembers(keyword, members, schema, path, name) }
        default: issues.append("\(path): unknown keyword \(keyword)")
        }
    }

    private mutating func expect(_ isTrue: Bool, _ path: String, _ rule: String, _ value: JSONValue) {
        if !isTrue { issues.append("\(path): \(rule), \(String(decoding: value.bytes.prefix(80), as: UTF8.self))") }
    }

    private mutating func checkBranches(
        _ keyword: String, _ value: JSONValue, _ branches: [JSONValue], _ path: String
    ) {
        var matches = 0
        for branch in branches {
            var attempt = SchemaCheck(document)
            attempt.refusesUndeclared = refusesUndeclared
            attempt.check(value, branch, at: path)
            guard attempt.issues.isEmpty else { continue }
            matches += 1
            seen.formUnion(attempt.seen)
        }
        expect(keyword == "oneOf" ? matches == 1 : matches > 0, path, keyword, value)
    }

    private mutating func checkText(_ keyword: String, _ text: String, _ rule: JSONValue, _ path: String) {
        let isRight =
            switch keyword {
            case "pattern": (try? Regex(rule.text)).map { text.contains($0) } ?? false
            case "minLength": text.count >= Int(rule.number ?? .infinity)
            default: text.count <= Int(rule.number ?? 0)
            }
        expect(isRight, path, keyword, .string(text))
    }

    private mutating func checkNumber(_ keyword: String, _ number: Double, _ rule: Double, _ path: String) {
        let isRight =
            switch keyword {
            case "minimum": number >= rule
            case "maximum": number <= rule
            case "exclusiveMinimum": number > rule
            default: (number / rule).rounded() == number / rule
            }
        expect(isRight, path, keyword, .number(number))
    }

    private mutating func checkItems(_ keyword: String, _ items: [JSONValue], _ rule: JSONValue, _ path: String) {
        switch keyword {
        case "minItems": expect(items.count >= Int(rule.number ?? .infinity), path, keyword, .array(items))
        case "maxItems": expect(items.count <= Int(rule.number ?? 0), path, keyword, .array(items))
        default: for (index, item) in items.enumerated() { check(item, rule, at: "\(path)[\(index)]") }
        }
    }

    private mutating func checkMembers(
        _ keyword: String, _ members: [String: JSONValue], _ schema: JSONValue, _ path: String, _ name: String
    ) {
        let rule = schema[keyword]
        let isOpen = schema.names.contains("additionalProperties") || !refusesUndeclared
        switch keyword {
        case "required":
            for member in rule.texts { expect(members[member] != nil, path, "required \(member)", .object(members)) }
        case "properties":
            for (member, value) in members {
                seen.insert("\(name).\(member)")
                if rule.names.contains(member) {
                    check(value, rule[member], at: "\(path).\(member)")
                } else if !isOpen {
                    issues.append("\(path): undeclared member \(member)")
                }
            }
        case "additionalProperties":
            let declared = schema["properties"].names
            for (member, value) in members where !declared.contains(member) {
                check(value, rule, at: "\(path).\(member)")
            }
        case "maxProperties": expect(members.count <= Int(rule.number ?? 0), path, keyword, .object(members))
        default: for member in members.keys { check(.string(member), rule, at: "\(path).\(member)") }
        }
    }

    private static func types(_ rule: JSONValue) -> [String] { rule.text.isEmpty ? rule.texts : [rule.text] }

    private static func has(_ value: JSONValue, _ type: String) -> Bool {
        switch (value, type) {
        case (.null, "null"), (.boolean, "boolean"), (.string, "string"), (.array, "array"), (.object, "object"),
            (.number, "number"):
            true
        case (.number(let number), "integer"): number.rounded() == number
        default: false
        }
    }
}
