import Foundation
import TestSupport
import Testing

@testable import Search

@Suite struct `Vectors of passages` {
    private let folder: SearchFolder

    init() throws { folder = try SearchFolder() }

    @Test func `are compared by direction, exactly`() throws {
        var generator = SeededGenerator(seed: 4)
        let rows = (0..<50).map { _ in (0..<37).map { _ in Float.random(in: -1...1, using: &generator) } }
        let query = (0..<37).map { _ in Float.random(in: -1...1, using: &generator) }
        let vectors = try #require(PassageVectors(rows))
        func length(_ vector: [Float]) -> Double { vector.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot() }
        for (row, cosine) in zip(rows, vectors.cosines(with: PassageVectors.normalised(query))) {
            let product = zip(row, query).reduce(0) { $0 + Double($1.0) * Double($1.1) }
            #expect(abs(Double(cosine) - product / length(row) / length(query)) < 1e-5)
        }
    }

    @Test func `give documents, each by its nearest passage`() throws {
        let index = try folder.index(
            [.sample("a", "un deux\n\ntrois quatre"), .sample("b", "cinq")], passageWords: 2)
        let vectors = try #require(PassageVectors([[1, 0], [0, 1], [0.6, 0.8]]))
        let hits = vectors.nearest(to: [0, 2], in: index, limit: 5)
        #expect(hits.map(\.document) == [0, 1] && hits.map(\.passage) == [2, 3])
        #expect(abs(hits[0].score - 1) < 1e-6 && abs(hits[1].score - 0.8) < 1e-6)
        #expect(vectors.nearest(to: [0, 1, 2], in: index, limit: 5).isEmpty)
    }

    @Test func `of unlike lengths are none`() {
        #expect(PassageVectors([[1, 2], [1]]) == nil)
        #expect(PassageVectors([]) == nil)
        #expect(PassageVectors.normalised([0, 0]) == [0, 0])
    }

    @Test func `are kept in a file that may be cut anywhere`() throws {
        let cache = VectorCache(folder: folder.path, model: "openai text-embedding-3-small")
        #expect(cache.read().isEmpty)
        let vectors = ["a", "b", "c"].map { (VectorCache.key(of: $0), [Float(1.5), -2, 3]) }
        try cache.write(Dictionary(uniqueKeysWithValues: vectors))
        #expect(cache.read()[VectorCache.key(of: "b")] == [1.5, -2, 3])
        let bytes = try Data(contentsOf: URL(fileURLWithPath: cache.path))
        for length in stride(from: 0, through: bytes.count, by: 7) {
            try bytes.prefix(length).write(to: URL(fileURLWithPath: cache.path))
            let read = cache.read()
            #expect(read.count <= 3 && read.values.allSatisfy { $0 == [1.5, -2, 3] })
        }
        #expect(VectorCache(folder: folder.path, model: "autre").path != cache.path)
    }
}

@Suite struct `Fusion of two lists` {
    private func hits(_ documents: Int...) -> [DocumentHit] {
        documents.map { DocumentHit(document: $0, passage: $0 + 1, score: 1) }
    }

    @Test func `weighs ranks, the lexical list more`() {
        let fused = RankFusion.standard.fused(lexical: hits(1, 2), vector: hits(3, 2), limit: 10)
        #expect(fused.map(\.document) == [2, 1, 3])
        #expect(RankFusion.standard.lexicalWeight != RankFusion.standard.vectorWeight)
    }

    @Test func `of one list is that list`() {
        let fusion = RankFusion(lexicalWeight: 0.7, vectorWeight: 0.3)
        #expect(fusion.fused(lexical: hits(5, 4, 6), vector: [], limit: 2).map(\.document) == [5, 4])
        #expect(fusion.fused(lexical: [], vector: hits(9, 8), limit: 5).map(\.document) == [9, 8])
        #expect(fusion.fused(lexical: [], vector: [], limit: 5).isEmpty)
    }
}
