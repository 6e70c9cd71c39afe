/// Why a payload could not be read: which field, and the rule it breaks. It never carries the value.
public struct PayloadError: Error, Equatable, CustomStringConvertible {
    /// What is wrong with the field.
    public enum Rule: String, Sendable {
        case missing
        case notAnObject = "not an object"
        case wrongType = "wrong type"
        case outOfRange = "out of range"
        case unknownValue = "unknown value"
        case tooManyFields = "too many fields"
    }

    public let field: String
    public let rule: Rule

    /// Names a field and the rule it breaks.
    public init(field: StaticString, rule: Rule) {
        self.field = field.description
        self.rule = rule
    }

    public var description: String { "data.\(field): \(rule.rawValue)" }
}
