public import Events

/// Where an answer leaves its shape; holds no value of it.
public struct ModelShapeDefect: Error, Equatable, Sendable, CustomStringConvertible {
    public enum Rule: String, Sendable {
        case missing, notExpected, wrongType, unknownValue
    }

    /// `rubriques[2].note`; empty for the whole.
    public let path: String
    public let rule: Rule

    public var description: String { "\(path): \(rule.rawValue)" }
}

extension ModelShape {
    /// Checks that `value` has this shape.
    public func check(_ value: JSONValue) throws(ModelShapeDefect) {
        try check(value, at: "")
    }

    private func check(_ value: JSONValue, at path: String) throws(ModelShapeDefect) {
        switch (self, value) {
        case (.object(let members), .object(let values)): try Self.check(values, against: members, at: path)
        case (.array(let item), .array(let values)):
            for (index, value) in values.enumerated() { try item.check(value, at: "\(path)[\(index)]") }
        case (.choice(let choices), .string(let text)):
            guard choices.contains(text) else { throw ModelShapeDefect(path: path, rule: .unknownValue) }
        case (.text, .string), (.number, .number), (.boolean, .boolean): return
        default: throw ModelShapeDefect(path: path, rule: .wrongType)
        }
    }

    private static func check(
        _ values: [String: JSONValue], against members: [Member], at path: String
    ) throws(ModelShapeDefect) {
        for member in members {
            let path = path.isEmpty ? member.name : "\(path).\(member.name)"
            guard let value = values[member.name] else { throw ModelShapeDefect(path: path, rule: .missing) }
            try member.shape.check(value, at: path)
        }
        // The name itself is the model's, not ours.
        guard values.count == members.count else { throw ModelShapeDefect(path: path, rule: .notExpected) }
    }
}
