import Foundation

/// Questions and what answers them: `requetes.tsv` and `qrels.txt` of a folder.
public struct EvaluationSet: Sendable {
    public let queries: [QueryFile.Query]
    public let judgements: Judgements

    /// - Throws: `CocoaError` or `LineFault`.
    public init(folder: String) throws {
        func text(_ name: String) throws -> String {
            try String(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"), encoding: .utf8)
        }
        queries = try QueryFile(try text("requetes.tsv")).queries
        judgements = try Judgements(try text("qrels.txt"))
    }

    /// The questions as they are asked in that variant.
    public func asked(_ variant: QueryVariant, seed: UInt64) -> [QueryFile.Query] {
        var generator = StepGenerator(state: seed)
        return queries.map { query in
            let text =
                switch variant {
                case .plain: query.text
                case .withoutAccents: QueryNoise.withoutAccents(query.text)
                case .withTypo: QueryNoise.withTypo(query.text, using: &generator)
                }
            return QueryFile.Query(id: query.id, text: text)
        }
    }

    /// The mean over all questions that have an answer.
    ///
    /// - Throws: `SearchIndexError`.
    public func nDCG10(
        of index: SearchIndex, _ weights: FieldWeights, _ variant: QueryVariant, seed: UInt64
    ) throws -> Double {
        try mean(asked(variant, seed: seed)) { query in
            try index.search(index.question(query.text), weights: weights, limit: 10)
                .map { index.documents[$0.document].id }
        }
    }

    /// The mean of the rankings that `rank` gives.
    public func mean(_ queries: [QueryFile.Query], rank: (QueryFile.Query) throws -> [String]) rethrows -> Double {
        let scores = try queries.compactMap { judgements.nDCG10(of: try rank($0), for: $0.id) }
        return scores.isEmpty ? 0 : scores.reduce(0, +) / Double(scores.count)
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014): the same mistakes on every machine.
private struct StepGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
