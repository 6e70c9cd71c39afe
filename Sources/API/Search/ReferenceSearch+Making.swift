import Events
import LanguageModels
import Logging
import Search

extension ReferenceSearch {
    /// The search of a server.
    ///
    /// - Throws: `CorpusError` when the product's documents are missing: the program was not installed whole.
    init(_ configuration: ServerConfiguration, _ state: ServerState, clock: SystemClock, logger: Logger) throws {
        let folder = IndexFolder(configuration.searchDirectory)
        let keeper = IndexKeeper(
            folder: folder, bundled: try .load(), texts: SchoolTexts(log: state.log),
            passageWords: configuration.passageWords)
        let meanings = configuration.embeddings.map { embeddings in
            MeaningKeeper(
                model: RemoteEmbedder(embeddings.endpoint),
                budget: ModelBudget(
                    dayMicroEuros: embeddings.dailyBudgetMicroEuros,
                    monthMicroEuros: embeddings.monthlyBudgetMicroEuros),
                timeoutSeconds: Double(embeddings.timeoutMilliseconds) / 1_000, folder: folder, writer: state.writer,
                store: state.store, clock: clock, logger: logger, sleeper: .real)
        }
        self.init(keeper: keeper, meanings: meanings, store: state.store)
    }
}

extension ServerConfiguration {
    /// Where the search's index and vectors lie; everything there can be thrown away.
    public var searchDirectory: String { dataDirectory + "/search" }
}
