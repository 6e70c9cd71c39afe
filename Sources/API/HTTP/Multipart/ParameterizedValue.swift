/// A header value with parameters, `value; name=token; name="quoted string"` (RFC 2045 §5.1, RFC 9110 §5.6.6).
///
/// Bytes that are not UTF-8 become U+FFFD: a name in a wrong encoding is no reason to refuse a form.
struct ParameterizedValue: Equatable, Sendable {
    /// What precedes the first semicolon, in lower case.
    let value: String
    /// The parameters by name in lower case, without quotes and escapes.
    let parameters: [String: String]

    /// Fails if the value breaks the grammar or names a parameter twice.
    init?(_ bytes: [UInt8]) {
        var rest = bytes[...]
        let value = Self.takeRun(of: { Self.isToken($0) || $0 == UInt8(ascii: "/") }, from: &rest)
        guard !value.isEmpty else { return nil }
        var parameters: [String: String] = [:]
        while true {
            Self.dropBlanks(from: &rest)
            guard let semicolon = rest.popFirst() else { break }
            guard semicolon == UInt8(ascii: ";") else { return nil }
            Self.dropBlanks(from: &rest)
            // RFC 9110 lets a parameter be empty: `a;; b=c;`.
            if rest.isEmpty || rest.first == UInt8(ascii: ";") { continue }
            guard let (name, content) = Self.takeParameter(from: &rest),
                parameters.updateValue(content, forKey: name) == nil
            else { return nil }
        }
        self.value = String(decoding: value, as: UTF8.self).lowercased()
        self.parameters = parameters
    }

    private static func takeParameter(
        from rest: inout ArraySlice<UInt8>
    ) -> (name: String, content: String)? {
        let name = takeRun(of: isToken, from: &rest)
        guard !name.isEmpty, rest.popFirst() == UInt8(ascii: "=") else { return nil }
        let content: [UInt8]
        if rest.first == UInt8(ascii: "\"") {
            guard let quoted = takeQuoted(from: &rest) else { return nil }
            content = quoted
        } else {
            content = Array(takeRun(of: isUnquoted, from: &rest))
            guard !content.isEmpty else { return nil }
        }
        return (String(decoding: name, as: UTF8.self).lowercased(), String(decoding: content, as: UTF8.self))
    }

    /// Takes a quoted string, or nothing if its closing quote is missing.
    ///
    /// A backslash escapes a quote or a backslash only; before anything else it stands for itself, because
    /// browsers do not escape it (WHATWG HTML, "multipart/form-data encoding algorithm") and some old ones send
    /// `C:\copie.jpg`.
    private static func takeQuoted(from rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        let quote = UInt8(ascii: "\"")
        let backslash = UInt8(ascii: "\\")
        rest = rest.dropFirst()
        var content: [UInt8] = []
        while let byte = rest.popFirst() {
            if byte == quote { return content }
            if byte == backslash, let next = rest.first, next == quote || next == backslash {
                rest = rest.dropFirst()
                content.append(next)
            } else {
                content.append(byte)
            }
        }
        return nil
    }

    private static func dropBlanks(from rest: inout ArraySlice<UInt8>) {
        rest = rest.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    }

    private static func takeRun(
        of isMember: (UInt8) -> Bool,
        from rest: inout ArraySlice<UInt8>
    ) -> ArraySlice<UInt8> {
        let run = rest.prefix(while: isMember)
        rest = rest.dropFirst(run.count)
        return run
    }

    /// The rule `token` of RFC 9110 §5.6.2.
    static func isToken(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default:
            "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }

    /// What may stand in a value without quotes: more than a token, because senders forget the quotes.
    private static func isUnquoted(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte != 0x7F && byte != UInt8(ascii: ";") && byte != UInt8(ascii: "\"")
    }
}
