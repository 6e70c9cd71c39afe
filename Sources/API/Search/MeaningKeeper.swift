import Events
import Foundation
import LanguageModels
import Logging
import Projections
import Search
import Synchronization

/// Keeps the vectors of the live index's passages, has those made that are missing, and asks for those of questions.
final class MeaningKeeper: Sendable {
    static let skill = "recherche"
    /// After so many calls what was paid for is written down.
    private static let callsBetweenWrites = 8

    let model: any EmbeddingModel
    let budget: ModelBudget
    let timeoutSeconds: Double
    private let cache: VectorCache
    private let writer: Writer
    private let store: StateStore
    private let clock: SystemClock
    private let logger: Logger
    private let sleeper: Sleeper
    private let files = BlockingQueue(label: "eaf.search.vectors")
    private let ready = Mutex<(fingerprint: String, vectors: PassageVectors)?>(nil)

    init(
        model: any EmbeddingModel, budget: ModelBudget, timeoutSeconds: Double, folder: IndexFolder, writer: Writer,
        store: StateStore, clock: SystemClock, logger: Logger, sleeper: Sleeper
    ) {
        self.model = model
        self.budget = budget
        self.timeoutSeconds = timeoutSeconds
        self.writer = writer
        self.store = store
        self.clock = clock
        self.logger = logger
        self.sleeper = sleeper
        cache = VectorCache(folder: folder.path, model: "\(model.provider) \(model.model)")
    }

    /// The vectors of every passage of that index; nil while some are missing.
    func vectors(of index: SearchIndex) -> PassageVectors? {
        ready.withLock { $0?.fingerprint == index.recipe.fingerprint ? $0?.vectors : nil }
    }

    /// What speaks against a call now; nil when nothing does.
    private var obstacle: ModelObstacle? {
        ModelObstacle.inTheWay(of: budget, model.restSeconds, in: store.current, at: clock.now)
    }

    /// The vector of a question, if the model gives it in time.
    ///
    /// - Returns: with the calls that it took, which are to be recorded, and why there is none.
    func vector(of question: String) async -> (vector: [Float]?, calls: [NotedCall], fallback: SearchFallback?) {
        if let obstacle { return (nil, [], obstacle.isBudget ? .budget : .resting) }
        let ledger = ModelCallLedger()
        let model = model
        let result: Result<[[Float]], ModelFailure>? = await sleeper.limit(seconds: timeoutSeconds) {
            do throws(ModelFailure) {
                return .success(try await model.vectors(of: [question], as: .question, noting: ledger))
            } catch {
                return .failure(error)
            }
        }
        let calls = Self.noted(ledger)
        switch result {
        case .success(let vectors): return (vectors.first, calls, nil)
        case .failure: return (nil, calls, .failed)
        case nil: return (nil, calls, .slow)
        }
    }

    /// Has the vectors made that the index' passages lack; those of other indexes are forgotten.
    ///
    /// - Parameter isWanted: asked before each call; the corpus may have changed meanwhile.
    /// - Returns: whether all are there now.
    func complete(_ index: SearchIndex, while isWanted: () -> Bool) async -> Bool {
        if vectors(of: index) != nil { return true }
        do {
            let keyed = try await files.run { () throws(SearchIndexError) in
                try index.meaningTexts().map { (key: VectorCache.key(of: $0), text: $0) }
            }
            let known = await files.run { self.cache.read() }
            let wanted = Set(keyed.map(\.key))
            var vectors = known.filter { wanted.contains($0.key) }
            var missing: [(key: Data, text: String)] = []
            var asked: Set<Data> = []
            for row in keyed where vectors[row.key] == nil && asked.insert(row.key).inserted { missing.append(row) }
            let isWhole = try await ask(missing, into: &vectors, while: isWanted)
            if !missing.isEmpty || vectors.count < known.count { try await write(vectors) }
            guard isWhole, let all = PassageVectors(keyed.compactMap { vectors[$0.key] }) else { return false }
            ready.withLock { $0 = (index.recipe.fingerprint, all) }
            logger.info(
                "search has its vectors", metadata: ["passages": "\(keyed.count)", "asked": "\(missing.count)"])
            return true
        } catch {
            logger.warning("vectors of the search not complete", metadata: ["error": "\(type(of: error))"])
            return false
        }
    }

    private func ask(
        _ missing: [(key: Data, text: String)], into vectors: inout [Data: [Float]], while isWanted: () -> Bool
    ) async throws -> Bool {
        var calls = 0
        for start in stride(from: 0, to: missing.count, by: EmbeddingLimits.textsMax) {
            guard !Task.isCancelled, obstacle == nil, isWanted() else { return false }
            let batch = Array(missing[start..<min(start + EmbeddingLimits.textsMax, missing.count)])
            let ledger = ModelCallLedger()
            let result: Result<[[Float]], ModelFailure>
            do throws(ModelFailure) {
                result = .success(try await model.vectors(of: batch.map(\.text), as: .passage, noting: ledger))
            } catch {
                result = .failure(error)
            }
            _ = try await writer.submit(
                NoteModelCalls(calls: Self.noted(ledger)), as: .system("search"), context: RecordContext(), key: nil)
            switch result {
            case .success(let new):
                // A model that was exchanged under its name gives vectors of another length: begin anew with it.
                if let old = vectors.values.first, let first = new.first, old.count != first.count {
                    vectors.removeAll()
                    try await write([:])
                    return false
                }
                for (row, vector) in zip(batch, new) { vectors[row.key] = vector }
            case .failure(let failure):
                logger.warning(
                    "no vectors for the search",
                    metadata: ["failure": "\(failure.kind.rawValue)", "detail": "\(failure.detail)"])
                return false
            }
            calls += 1
            if calls.isMultiple(of: Self.callsBetweenWrites) { try await write(vectors) }
        }
        return true
    }

    private func write(_ vectors: [Data: [Float]]) async throws {
        let cache = cache
        try await files.run {
            if vectors.isEmpty {
                try? FileManager.default.removeItem(atPath: cache.path)
            } else {
                try cache.write(vectors)
            }
        }
    }

    private static func noted(_ ledger: ModelCallLedger) -> [NotedCall] {
        ledger.calls.map { NotedCall(ModelCalled($0, skill: skill, copie: nil)) }
    }
}

/// Why a question was answered by words alone though vectors are configured; the names are labels of a metric.
enum SearchFallback: String, Sendable, CaseIterable {
    /// The passages have no vectors yet.
    case building
    case budget
    /// The provider failed several times in a row and is left alone.
    case resting
    case failed
    case slow
}
