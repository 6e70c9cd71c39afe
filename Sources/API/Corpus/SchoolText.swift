import Events
import Search

/// A text that a school adds, as it goes into the log.
struct SchoolText {
    /// Of one record: with every character escaped that can be, a record stays below its 60,000 bytes.
    static let partBytesMax = 24_000

    let text: ImportedText

    /// The facts that add it.
    var facts: [NewFact] {
        let parts = Self.parts(of: text.text)
        let subject = Subject.document(.named(text.name))
        let added = DocumentAdded(
            name: text.name, title: text.title, digest: text.digest, bytes: text.text.utf8.count, parts: parts.count,
            text: parts[0])
        return [NewFact(subject, person: nil, .document(.added(added)))]
            + parts.enumerated().dropFirst().map { index, part in
                NewFact(
                    subject, person: nil, .document(.partAdded(DocumentPartAdded(part: index + 1, text: part))))
            }
    }

    /// Cut after a line where there is one near the end, else between characters.
    static func parts(of text: String) -> [String] {
        let bytes = Array(text.utf8)
        var parts: [String] = []
        var start = 0
        repeat {
            var end = min(start + partBytesMax, bytes.count)
            if end < bytes.count {
                let line = bytes[start..<end].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? start
                if line > start + partBytesMax / 2 { end = line }
                while bytes[end] & 0xC0 == 0x80 { end -= 1 }
            }
            parts.append(String(decoding: bytes[start..<end], as: UTF8.self))
            start = end
        } while start < bytes.count
        return parts
    }
}
