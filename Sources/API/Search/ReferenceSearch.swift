import Events
import LanguageModels
import Logging
import Projections
import Search

/// The search in the reference corpus, as the whole server uses it: by words, and by meaning where a model of vectors is configured.
struct ReferenceSearch: Sendable {
    /// A school's corpus of at most so many bytes is indexed while the first request waits; a larger one is not waited for.
    static let waitedForBytesMax = 2 << 20
    static let resultsMax = 10

    let keeper: IndexKeeper
    /// Nil when the search goes by words alone.
    let meanings: MeaningKeeper?
    let store: StateStore
    let metrics: SearchMetrics
    /// Questions are answered off the cooperative pool: they read a file.
    private let queue = BlockingQueue(label: "eaf.search")

    init(keeper: IndexKeeper, meanings: MeaningKeeper?, store: StateStore, metrics: SearchMetrics = SearchMetrics()) {
        self.keeper = keeper
        self.meanings = meanings
        self.store = store
        self.metrics = metrics
    }

    /// The documents that answer a question, best first.
    ///
    /// - Throws: a `Problem` 503 while there is no index.
    func search(_ text: String, limit: Int) async throws -> SearchAnswer {
        let began = ContinuousClock.now
        let index = try await index()
        let answer: SearchAnswer
        do {
            answer = try await answered(text, index, limit: limit)
        } catch let error as SearchIndexError {
            Logger.current.error("search index cannot be read", metadata: ["error": "\(error)"])
            keeper.discard(index)
            throw Problem.searchUnavailable
        }
        metrics.answered(answer.mode, results: answer.results.count, took: ContinuousClock.now - began)
        return answer
    }

    /// The live index, or the first one when it is soon made.
    ///
    /// - Throws: a `Problem` 503.
    func index() async throws(Problem) -> SearchIndex {
        if let live = keeper.live { return live }
        let corpus = store.current.corpus
        guard corpus.bytes <= Self.waitedForBytesMax else { throw .searchUnavailable }
        do throws(SearchIndexError) {
            return try await keeper.refresh(to: corpus)
        } catch {
            Logger.current.error("no search index", metadata: ["error": "\(error)"])
            throw .searchUnavailable
        }
    }

    private func answered(_ text: String, _ index: SearchIndex, limit: Int) async throws -> SearchAnswer {
        let question = index.question(text)
        let meaning = await meaning(of: text, index)
        return try await queue.run {
            let lexical = try index.search(
                question, weights: .standard, limit: meaning.hits.isEmpty ? limit : ReferenceSearch.candidatesMax)
            let hits =
                meaning.hits.isEmpty
                ? lexical : RankFusion.standard.fused(lexical: lexical, vector: meaning.hits, limit: limit)
            let results = try hits.prefix(limit).map { hit in
                SearchResult(
                    document: index.documents[hit.document], excerpt: try index.excerpt(of: hit, for: question),
                    lines: try index.lines(of: hit), score: hit.score)
            }
            let mode: SearchMode = meaning.hits.isEmpty ? .lexical : lexical.isEmpty ? .vector : .hybrid
            return SearchAnswer(
                results: results, mode: mode, respelled: question.respelled, calls: meaning.calls)
        }
    }

    /// Documents that each list brings to the fusion.
    private static let candidatesMax = 50

    private func meaning(
        of text: String, _ index: SearchIndex
    ) async -> (hits: [DocumentHit], calls: [NotedCall]) {
        guard let meanings else { return ([], []) }
        guard let vectors = meanings.vectors(of: index) else {
            metrics.fellBack(.building)
            return ([], [])
        }
        let (vector, calls, fallback) = await meanings.vector(of: text)
        if let fallback { metrics.fellBack(fallback) }
        guard let vector else { return ([], calls) }
        let hits = await queue.run { vectors.nearest(to: vector, in: index, limit: Self.candidatesMax) }
        return (hits, calls)
    }

    /// How the search is: `down` without an index, `degraded` while the vectors that are configured are missing or the corpus is ahead.
    func condition(in state: ReadModels) -> HealthChecks.Condition {
        guard let live = keeper.live else { return keeper.failure == nil ? .degraded : .down }
        if keeper.failure != nil { return .degraded }
        guard let meanings else { return .ok }
        return meanings.vectors(of: live) == nil || meanings.model.restSeconds != nil ? .degraded : .ok
    }
}
