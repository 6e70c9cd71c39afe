import API
import Events
import Foundation
import Projections
import Replay
import Search

/// The corpus as the log has it, and the folder with its index: what commands need that search without a server.
struct CorpusPlace {
    let folder: IndexFolder
    private let bundled: BundledCorpus
    private let corpus: Corpus
    private let texts: SchoolTexts
    private let recipe: IndexRecipe

    /// - Throws: `ReplayFailure`, `EventLogError`.
    init(_ options: LogOptions) throws {
        let configuration = try Self.configuration(options)
        folder = IndexFolder(configuration.searchDirectory)
        do throws(CorpusError) {
            bundled = try BundledCorpus.load()
        } catch {
            throw ReplayFailure(.unavailable, "Les fiches du produit ne se lisent pas (\(error)) : réinstallez-le.")
        }
        let log = try Self.log(options)
        texts = SchoolTexts(log: log)
        corpus = try TimeTravel.state(of: log, at: .latest, now: .now).corpus
        recipe = IndexRecipe.of(bundled, corpus, passageWords: configuration.passageWords)
    }

    private static func configuration(_ options: LogOptions) throws(ReplayFailure) -> ServerConfiguration {
        do throws(ConfigurationError) {
            return try EnvironmentReader(
                environment: ProcessInfo.processInfo.environment, overrides: ["EAF_DATA_DIR": options.dataDirectory]
            ).configuration()
        } catch {
            throw ReplayFailure(.configuration, error.description)
        }
    }

    /// Where there is no log yet, the product's own documents are the corpus.
    private static func log(_ options: LogOptions) throws -> any LogReader {
        let isThere = FileManager.default.fileExists(atPath: options.eventlogDirectory + "/segments")
        guard try isThere || options.database() != nil else { return MemoryEventLog() }
        return try options.folder().open()
    }

    /// The index that a server would use: its own when there is one, else made and left for it.
    ///
    /// - Throws: `ReplayFailure`, `EventLogError`.
    func index() throws -> SearchIndex {
        do {
            return try folder.index(recipe, documents: SchoolTexts.all(bundled, texts, corpus)).index
        } catch let error as SearchIndexError {
            throw ReplayFailure(
                .cannotCreate, "L'index de la recherche ne peut pas être écrit dans \(folder.path) (\(error)).")
        }
    }
}
