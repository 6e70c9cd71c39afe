import Foundation
import Testing

@testable import Search

/// The evaluation set in `Benchmarks/search`, on the documents that ship: what was reached is not lost unnoticed.
@Suite struct `The quality of the search by words` {
    private static let seed: UInt64 = 20_261_129
    private let folder: SearchFolder
    private let set: EvaluationSet

    init() throws {
        folder = try SearchFolder()
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        set = try EvaluationSet(folder: root.appendingPathComponent("Benchmarks/search").path)
    }

    private func index(_ analyzer: TextAnalyzer) throws -> SearchIndex {
        try folder.index(try BundledCorpus.load().documents, analyzer: analyzer)
    }

    /// Two hundredths below what was measured.
    @Test func `stays above its floor, without accents and with mistakes too`() throws {
        let index = try index(.french)
        let plain = try set.nDCG10(of: index, .standard, .plain, seed: Self.seed)
        #expect(plain >= 0.89)
        #expect(try set.nDCG10(of: index, .standard, .withoutAccents, seed: Self.seed) == plain)
        #expect(try set.nDCG10(of: index, .standard, .withTypo, seed: Self.seed) >= 0.88)
        let unstemmed = try set.nDCG10(of: try self.index(.init(stems: false)), .standard, .plain, seed: Self.seed)
        #expect(unstemmed < plain)
    }

    @Test func `is judged on documents that there are`() throws {
        let ids = Set(try BundledCorpus.load().documents.map(\.id))
        let judged = Set(set.judgements.grades.values.flatMap(\.keys))
        #expect(judged.subtracting(ids) == [])
        let asked = Set(set.queries.map(\.id))
        #expect(Set(set.judgements.grades.keys).subtracting(asked) == [] && asked.count >= 100)
    }
}
