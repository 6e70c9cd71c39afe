import Foundation
import Pages

/// An excerpt in which the words that were found stand between marks, taken apart.
struct ExcerptMarks {
    /// How a search marks what it found.
    static let begin = "\u{2}"
    static let end = "\u{3}"

    let stretches: [LibraryPage.Stretch]

    init(_ excerpt: String) {
        var stretches: [LibraryPage.Stretch] = []
        var rest = excerpt[...]
        while let from = rest.range(of: Self.begin) {
            if from.lowerBound > rest.startIndex {
                stretches.append(.init(text: String(rest[..<from.lowerBound]), isMatch: false))
            }
            rest = rest[from.upperBound...]
            let until = rest.range(of: Self.end)
            stretches.append(.init(text: String(rest[..<(until?.lowerBound ?? rest.endIndex)]), isMatch: true))
            rest = until.map { rest[$0.upperBound...] } ?? ""
        }
        if !rest.isEmpty { stretches.append(.init(text: String(rest), isMatch: false)) }
        self.stretches = stretches
    }
}
