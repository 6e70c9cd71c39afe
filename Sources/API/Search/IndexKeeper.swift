import Crypto
import Dispatch
import Events
public import Projections
public import Search
import Synchronization

/// Keeps the index that answers, and makes the next one beside it when the corpus changes.
///
/// An index is a file of its recipe's name: one that is there already, from before a restart, is opened and not made again.
final class IndexKeeper: Sendable {
    private struct State {
        var live: SearchIndex?
        /// Of the corpus at that position.
        var recipe: (changedAt: LogPosition, recipe: IndexRecipe)?
        var failure: SearchIndexError?
    }

    let folder: IndexFolder
    private let bundled: BundledCorpus
    private let texts: SchoolTexts
    private let passageWords: Int
    private let state = Mutex(State())
    /// One index is made at a time, and nothing of it runs where requests do.
    private let queue = DispatchQueue(label: "eaf.search.index", qos: .utility)

    init(folder: IndexFolder, bundled: BundledCorpus, texts: SchoolTexts, passageWords: Int) {
        self.folder = folder
        self.bundled = bundled
        self.texts = texts
        self.passageWords = passageWords
    }

    /// The index that answers now; of an earlier corpus while the next one is being made.
    var live: SearchIndex? { state.withLock { $0.live } }

    /// Why the last attempt failed; nil when it did not.
    var failure: SearchIndexError? { state.withLock { $0.failure } }

    /// Whether the live index is of this corpus.
    func isCurrent(for corpus: Corpus) -> Bool {
        state.withLock {
            $0.live != nil && $0.recipe?.changedAt == corpus.changedAt && $0.live?.recipe == $0.recipe?.recipe
        }
    }

    /// The index of this corpus, opened or made.
    ///
    /// - Throws: `SearchIndexError`; the index that was live stays.
    func refresh(to corpus: Corpus) async throws(SearchIndexError) -> SearchIndex {
        let result: Result<SearchIndex, SearchIndexError> = await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: self.refreshed(to: corpus)) }
        }
        return try result.get()
    }

    /// Throws the live index away: it turned out not to be whole.
    func discard(_ index: SearchIndex) {
        state.withLock { state in
            if state.live === index { state.live = nil }
        }
        queue.async { self.folder.clear() }
    }

    private func refreshed(to corpus: Corpus) -> Result<SearchIndex, SearchIndexError> {
        let recipe = recipe(of: corpus)
        if let live, live.recipe == recipe { return .success(live) }
        do {
            let index = try folder.index(recipe, documents: SchoolTexts.all(bundled, texts, corpus)).index
            folder.removeOthers(than: recipe)
            state.withLock { state in
                state.live = index
                state.failure = nil
            }
            return .success(index)
        } catch {
            let failure = error as? SearchIndexError ?? .cannotWrite("\(type(of: error))")
            state.withLock { $0.failure = failure }
            return .failure(failure)
        }
    }

    private func recipe(of corpus: Corpus) -> IndexRecipe {
        if let known = state.withLock({ $0.recipe }), known.changedAt == corpus.changedAt { return known.recipe }
        let recipe = IndexRecipe.of(bundled, corpus, passageWords: passageWords)
        state.withLock { $0.recipe = (corpus.changedAt, recipe) }
        return recipe
    }
}

extension IndexRecipe {
    /// Of the product's documents and a school's texts.
    public static func of(_ bundled: BundledCorpus, _ corpus: Corpus, passageWords: Int) -> IndexRecipe {
        var hash = SHA256()
        hash.update(data: Array(bundled.digest.utf8))
        for (name, document) in corpus.all { hash.update(data: Array("\(name)\n\(document.digest)\n".utf8)) }
        return IndexRecipe(corpus: hash.finalize().hexadecimal, passageWords: passageWords)
    }
}

extension SchoolTexts {
    /// Hands out the product's documents, then the school's; a school's text takes the place of a document of the same id.
    public static func all(
        _ bundled: BundledCorpus, _ texts: SchoolTexts, _ corpus: Corpus
    ) -> () throws -> CorpusDocument? {
        var own = bundled.documents.filter { corpus[$0.id] == nil }.makeIterator()
        let school = texts.reader(of: corpus)
        return { try own.next() ?? school() }
    }
}
