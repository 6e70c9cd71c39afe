import Events
import Projections

/// What the runs of a worker work with.
struct CorrectionTools: Sendable {
    let writer: PatientWriter
    let contents: CopieContents
    let reader: any CopieReader
    let corrector: any Corrector
    /// Reads the copies of pupils who do not let a third party read them; nil where the corrector is none.
    let fallback: (any Corrector)?
    /// Nil when the embedded corrector does the work.
    let desk: ModelDesk?
    /// Nil when copies are in a folder.
    let storage: StorageHealth?
    /// An existing folder; every run works in a private folder inside it and removes it.
    let temporaryRoot: String
    let limits: CorrectionWorkerLimits
    let metrics = CorrectionMetrics()
    private let modelMetrics: ModelCallMetrics
    private let fallbackMetrics: ModelCallMetrics

    var sleeper: Sleeper { writer.sleeper }
    var blobs: any BlobStore { contents.blobs }

    init(
        writer: PatientWriter, contents: CopieContents, reader: any CopieReader, corrector: any Corrector,
        fallback: (any Corrector)? = nil, desk: ModelDesk? = nil, storage: StorageHealth? = nil,
        temporaryRoot: String, limits: CorrectionWorkerLimits
    ) {
        precondition(
            desk?.recipient == nil || fallback != nil, "nobody corrects copies that may not leave the house")
        self.writer = writer
        self.contents = contents
        self.reader = reader
        self.corrector = corrector
        self.fallback = fallback
        self.desk = desk
        self.storage = storage
        self.temporaryRoot = temporaryRoot
        self.limits = limits
        modelMetrics = ModelCallMetrics(provider: corrector.provider)
        fallbackMetrics = ModelCallMetrics(provider: fallback?.provider ?? corrector.provider)
    }

    /// Whether the copie is to be read by a model.
    func asksModel(about copie: HandedInCopie, in state: ReadModels) -> Bool {
        desk?.mayRead(textsOf: copie.owner, in: state) ?? false
    }

    /// Who reads the copie.
    func corrector(of copie: HandedInCopie, in state: ReadModels) -> any Corrector {
        guard let fallback, !asksModel(about: copie, in: state) else { return corrector }
        return fallback
    }

    func note(_ call: ModelCalled) {
        (call.provider == fallback?.provider ? fallbackMetrics : modelMetrics).called(call)
    }
}
