import Foundation

/// Small matters of French wording.
enum French {
    /// Returns `1 mot`, `3 mots`.
    static func count(_ count: Int, _ singular: String, _ plural: String? = nil) -> String {
        "\(count) \(count < 2 ? singular : plural ?? singular + "s")"
    }

    /// Returns a figure with at most one decimal and a comma: `2,5`.
    static func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10),\(abs(tenths % 10))"
    }

    /// Returns the first items between French quotation marks.
    static func quoted(_ items: some Sequence<String>, limit: Int) -> String {
        items.prefix(limit).map { "« \($0) »" }.joined(separator: ", ")
    }

    /// Returns the text cut at a word when it is too long.
    static func shortened(_ text: String, to limit: Int) -> String {
        guard text.count > limit else { return text }
        let head = text.prefix(limit)
        return String(head.lastIndex(where: \.isWhitespace).map { head[..<$0] } ?? head) + "…"
    }
}
