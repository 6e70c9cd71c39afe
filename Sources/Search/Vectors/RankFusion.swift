/// Makes one list of two: a document's score is the weighted sum of the reciprocals of its ranks (Cormack, Clarke and Büttcher 2009).
///
/// The two lists' own scores are of unlike kinds, so ranks alone are compared.
public struct RankFusion: Sendable, Equatable {
    /// How soon ranks stop to matter. With the authors' 60, a list that counts a third could never bring in a document of its own.
    static let rankOffset = 10.0

    public var lexicalWeight: Double
    public var vectorWeight: Double

    /// Chosen by `Benchmarks/search`, see `docs/search.md`. The lexical list counts more: questions name things.
    public static let standard = RankFusion(lexicalWeight: 0.75, vectorWeight: 0.25)

    public init(lexicalWeight: Double, vectorWeight: Double) {
        self.lexicalWeight = lexicalWeight
        self.vectorWeight = vectorWeight
    }

    /// Both lists as one, best first; the passage shown is the one that words were found in.
    public func fused(lexical: [DocumentHit], vector: [DocumentHit], limit: Int) -> [DocumentHit] {
        var scores: [Int: (passage: Int, score: Double)] = [:]
        for (list, weight) in [(lexical, lexicalWeight), (vector, vectorWeight)] {
            for (rank, hit) in list.enumerated() {
                let score = weight / (Self.rankOffset + Double(rank + 1))
                scores[hit.document, default: (hit.passage, 0)].score += score
            }
        }
        return scores.sorted { ($1.value.score, $0.key) < ($0.value.score, $1.key) }.prefix(limit).map {
            DocumentHit(document: $0, passage: $1.passage, score: $1.score)
        }
    }
}
