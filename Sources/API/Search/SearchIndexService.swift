import Events
import Logging
import Projections
import Search
import ServiceLifecycle

/// Makes the search's index anew, beside the one that answers, whenever the corpus has changed, and has its vectors completed.
struct SearchIndexService: Service {
    /// After a failure; doubled with each further one.
    static let retry = Duration.seconds(2)
    static let retryMax = Duration.seconds(120)

    let search: ReferenceSearch
    let store: StateStore
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var changes = store.changes().makeAsyncIterator()
            var failures = 0
            repeat {
                if await step() {
                    failures = 0
                    // What others write is heard of here too, so this is where a node learns of another's import.
                    while !Task.isCancelled, isDone { _ = await changes.next() }
                } else {
                    failures += 1
                    await rest(min(Self.retry * (1 << min(failures - 1, 10)), Self.retryMax))
                }
            } while !Task.isCancelled
        }
    }

    /// Waits, but no longer than until the corpus changes: words do not wait for vectors.
    private func rest(_ pause: Duration) async {
        let end = ContinuousClock.now + pause
        while ContinuousClock.now < end, !Task.isCancelled, isDone || search.keeper.failure != nil {
            try? await Task.sleep(for: .seconds(1))
        }
    }

    private var isDone: Bool { search.keeper.isCurrent(for: store.current.corpus) }

    /// - Returns: whether there is nothing left to do for now.
    private func step() async -> Bool {
        let corpus = store.current.corpus
        do throws(SearchIndexError) {
            let index = try await search.keeper.refresh(to: corpus)
            logger.info(
                "search index ready",
                metadata: ["documents": "\(index.documents.count)", "passages": "\(index.passageCount)"])
            return await search.meanings?.complete(index) { isDone } ?? true
        } catch {
            logger.error("search index not made", metadata: ["error": "\(error)"])
            return false
        }
    }
}
