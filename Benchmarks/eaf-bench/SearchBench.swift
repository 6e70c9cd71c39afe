import Foundation
import Search

/// Quality and speed of the search by words, on the product's own documents and the evaluation set beside this program.
enum SearchBench {
    /// Measurements are taken at the project's root.
    private static let folderOfSet = "Benchmarks/search"
    private static let secondsEach = 3.0
    private static let seed: UInt64 = 20_261_129

    static func run() throws {
        let set = try EvaluationSet(folder: folderOfSet)
        Measure.print("Search, \(set.queries.count) questions; nDCG@10 plain, without accents, with a typo in each")
        for analyzer in [TextAnalyzer.french, TextAnalyzer(stems: false)] {
            let folder = try Measure.folder()
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let index = try index(in: folder, analyzer)
            let scores = try QueryVariant.allCases.map { variant in
                try Measure.rounded(set.nDCG10(of: index, .standard, variant, seed: seed), 3)
            }
            Measure.print(
                "  \(analyzer.stems ? "stemmed  " : "unstemmed"): " + scores.joined(separator: ", "))
            if analyzer.stems { try speed(of: index, set) }
        }
    }

    /// Scores of other weights of title and tags, to choose by.
    static func tune() throws {
        let set = try EvaluationSet(folder: folderOfSet)
        let folder = try Measure.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for words in [120, 250, 500] {
            let index = try index(in: folder, .french, passageWords: words)
            for title in [1.0, 2, 4, 6, 8, 12] {
                for tags in [0.5, 1.0, 2, 3, 4, 6] {
                    let weights = FieldWeights(title: title, tags: tags, body: 1)
                    let scores = try QueryVariant.allCases.map { variant in
                        try Measure.rounded(set.nDCG10(of: index, weights, variant, seed: seed), 3)
                    }
                    Measure.print("\(words) \(title) \(tags): " + scores.joined(separator: ", "))
                }
            }
        }
    }

    static func index(in folder: String, _ analyzer: TextAnalyzer, passageWords: Int = IndexRecipe.passageWords)
        throws
        -> SearchIndex
    {
        let bundled = try BundledCorpus.load()
        var documents = bundled.documents.makeIterator()
        let recipe = IndexRecipe(corpus: bundled.digest, analyzer: analyzer, passageWords: passageWords)
        return try IndexFolder(folder).index(recipe) { documents.next() }.index
    }

    /// One thread after another question, with excerpts of the five documents that an answer shows.
    private static func speed(of index: SearchIndex, _ set: EvaluationSet) throws {
        var times: [Double] = []
        let began = ContinuousClock.now
        while ContinuousClock.now - began < .seconds(secondsEach) {
            for query in set.queries {
                let start = ContinuousClock.now
                let question = index.question(query.text)
                for hit in try index.search(question, weights: .standard, limit: 5) {
                    _ = try index.excerpt(of: hit, for: question)
                }
                times.append((ContinuousClock.now - start) / .milliseconds(1))
            }
        }
        let seconds = (ContinuousClock.now - began) / .seconds(1)
        times.sort()
        Measure.print(
            "  \(index.documents.count) documents, \(index.passageCount) passages: "
                + "\(Int(Double(times.count) / seconds)) questions/s on one thread, "
                + "median \(Measure.rounded(times[times.count / 2])) ms, p99 \(Measure.rounded(times[times.count * 99 / 100])) ms"
        )
    }
}
