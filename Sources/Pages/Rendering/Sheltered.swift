import Mustache

/// A view model as templates see it: its members by name, and every text in a form that escaping cannot miss.
///
/// swift-mustache escapes character by character. A quotation mark with a combining accent is one character, and none of those that
/// it knows, so it would pass as it is and end an attribute. Here such a character is taken apart first.
struct Sheltered: MustacheParent {
    /// U+2060 WORD JOINER: shows nothing, and belongs to no other character.
    private static let separator: Unicode.Scalar = "\u{2060}"
    private static let specials: Set<Unicode.Scalar> = ["<", ">", "&", "\"", "'"]

    private let value: Any

    init(_ value: Any) { self.value = value }

    func child(named name: String) -> Any? {
        Mirror(reflecting: value).children.first { $0.label == name }.flatMap { Self.shelter($0.value) }
    }

    /// What a template may be given in place of `value`; nil for an absent one.
    private static func shelter(_ value: Any) -> Any? {
        if let text = value as? String { return apart(text) }
        if value is Bool || value is Int { return value }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional: return mirror.children.first.flatMap { shelter($0.value) }
        case .collection: return mirror.children.compactMap { shelter($0.value) }
        default: return Sheltered(value)
        }
    }

    /// The text, with every special sign in a character of its own.
    static func apart(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: specials.contains) else { return text }
        var scalars = String.UnicodeScalarView()
        for character in text {
            let parts = character.unicodeScalars
            guard parts.count > 1, parts.contains(where: specials.contains) else {
                scalars.append(contentsOf: parts)
                continue
            }
            for part in parts {
                scalars.append(part)
                scalars.append(separator)
            }
        }
        return String(scalars)
    }
}
