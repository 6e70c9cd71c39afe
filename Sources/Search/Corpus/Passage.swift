/// A piece of a document, as it is searched.
struct Passage: Sendable, Equatable {
    let text: String
    /// The document's lines that it stands on, from 0. A line that is longer than a passage is in several.
    let lines: ClosedRange<Int>
}

/// Tells on which line of a text places are that are asked for in order.
struct LineCounter {
    private let text: String
    private var place: String.Index
    private var line = 0

    init(_ text: String) {
        self.text = text
        place = text.startIndex
    }

    /// The number of the line, from 0. A place before the last one asked for counts as that.
    mutating func line(at index: String.Index) -> Int {
        guard index > place else { return line }
        line += text.utf8[place..<index].count { $0 == UInt8(ascii: "\n") }
        place = index
        return line
    }
}
