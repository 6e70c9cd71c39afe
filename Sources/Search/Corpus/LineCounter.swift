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
