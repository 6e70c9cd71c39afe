/// Why bytes are not JSON (RFC 8259), and where.
public struct JSONSyntaxError: Error, Equatable, Sendable {
    /// What is wrong.
    public enum Rule: Sendable {
        /// The bytes of a string are no UTF-8, for example because the file is in Latin-1.
        case notUTF8
        /// An escape in a string, or half of a surrogate pair.
        case badEscape
        case unexpected
        /// The bytes end in the middle of a value.
        case ended
        /// Deeper than `JSONScanner.depthMax`.
        case tooDeep
    }

    public let rule: Rule
    /// From 1.
    public let line: Int
    /// In bytes, from 1.
    public let column: Int
}
