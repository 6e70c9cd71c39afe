import Foundation

/// Which documents answer which question, and how well: TREC's qrels, `question 0 document grade` a line.
public struct Judgements: Sendable {
    /// Grades by question and document.
    public let grades: [String: [String: Int]]

    /// - Throws: `LineFault`.
    public init(_ text: String) throws(LineFault) {
        var grades: [String: [String: Int]] = [:]
        for (number, line) in text.lines() {
            let fields = line.split(whereSeparator: \.isWhitespace)
            guard fields.count == 4, let grade = Int(fields[3]) else {
                throw LineFault(line: number, rule: "« question 0 document note » est attendu")
            }
            grades[String(fields[0]), default: [:]][String(fields[2])] = grade
        }
        self.grades = grades
    }

    /// Normalised discounted cumulative gain of the first ten (Järvelin and Kekäläinen 2002; gain 2^grade − 1, as TREC's tools with
    /// exponential gain): 1 when the best possible ten came in the best order.
    ///
    /// - Returns: nil when no document answers the question.
    public func nDCG10(of ranking: [String], for query: String) -> Double? {
        guard let judged = grades[query], judged.values.contains(where: { $0 > 0 }) else { return nil }
        func gain(_ grades: some Sequence<Int>) -> Double {
            grades.prefix(10).enumerated().reduce(0) { sum, item in
                sum + (pow(2, Double(item.element)) - 1) / log2(Double(item.offset + 2))
            }
        }
        return gain(ranking.lazy.map { judged[$0] ?? 0 }) / gain(judged.values.sorted(by: >))
    }
}
