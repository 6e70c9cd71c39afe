/// Reads what services list: XML of a known, flat form, whose names are ours and need no entities.
enum S3Listing {
    /// The insides of all elements of a name, in order. None of those asked for lies in one of the same name.
    static func elements(_ name: String, in body: [UInt8]) -> [Substring] {
        let text = String(decoding: body, as: UTF8.self)
        var found: [Substring] = []
        var rest = text[...]
        while let start = opening(name, in: rest), let end = rest[start...].firstRange(of: "</\(name)>") {
            found.append(rest[start..<end.lowerBound])
            rest = rest[end.upperBound...]
        }
        return found
    }

    /// The text of the first element of a name.
    static func text(_ name: String, in xml: Substring) -> String? {
        guard let start = opening(name, in: xml), let end = xml[start...].firstRange(of: "</\(name)>") else {
            return nil
        }
        return unescaped(xml[start..<end.lowerBound])
    }

    /// Where the inside of the first element of a name begins; it may have attributes.
    private static func opening(_ name: String, in xml: Substring) -> Substring.Index? {
        var rest = xml
        while let tag = rest.firstRange(of: "<\(name)") {
            rest = rest[tag.upperBound...]
            guard let next = rest.first, next == ">" || next == " " || next == "\n" else { continue }
            return rest.firstIndex(of: ">").map { rest.index(after: $0) }
        }
        return nil
    }

    /// Entity tags come with `&quot;` around them.
    private static func unescaped(_ text: Substring) -> String {
        String(text).replacing("&quot;", with: "\"").replacing("&#34;", with: "\"").replacing("&amp;", with: "&")
    }
}
