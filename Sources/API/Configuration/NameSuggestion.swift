/// The known name that a mistyped one was probably meant to be.
enum NameSuggestion {
    /// Beyond this many edits a name is another name.
    private static let editsMax = 3
    private static let prefix = "EAF_"
    private static let suffix = "_FILE"

    /// The nearest of `known` to `name`, which may have an `EAF_` or a `_FILE` too many; nil when none is near.
    static func nearest(to name: String, among known: [String]) -> String? {
        var readings = [name]
        if name.hasPrefix(prefix) { readings.append(String(name.dropFirst(prefix.count))) }
        if name.hasSuffix(suffix) { readings.append(String(name.dropLast(suffix.count))) }
        let distances = known.map { candidate in
            (candidate, readings.map { edits($0, candidate) }.min() ?? .max)
        }
        guard let best = distances.min(by: { $0.1 < $1.1 }), best.1 <= editsMax else { return nil }
        return best.0
    }

    /// How many insertions, deletions and replacements turn one text into the other (Levenshtein).
    static func edits(_ first: String, _ second: String) -> Int {
        let second = Array(second.utf8)
        var row = Array(0...second.count)
        for (line, byte) in first.utf8.enumerated() {
            var diagonal = row[0]
            row[0] = line + 1
            for column in second.indices {
                let replaced = diagonal + (byte == second[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
            }
        }
        return row[second.count]
    }
}
