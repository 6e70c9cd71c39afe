import Events

/// What the runs of a worker work with.
struct CorrectionTools: Sendable {
    let writer: PatientWriter
    let contents: CopieContents
    let reader: any CopieReader
    let corrector: any Corrector
    /// Nil when the embedded corrector does the work.
    let desk: ModelDesk?
    /// Nil when copies are in a folder.
    let storage: StorageHealth?
    /// An existing folder; every run works in a private folder inside it and removes it.
    let temporaryRoot: String
    let limits: CorrectionWorkerLimits
    let metrics = CorrectionMetrics()
    let modelMetrics: ModelCallMetrics

    var callsModels: Bool { desk != nil }
    var sleeper: Sleeper { writer.sleeper }
    var blobs: any BlobStore { contents.blobs }

    init(
        writer: PatientWriter, contents: CopieContents, reader: any CopieReader, corrector: any Corrector,
        desk: ModelDesk? = nil, storage: StorageHealth? = nil, temporaryRoot: String, limits: CorrectionWorkerLimits
    ) {
        self.writer = writer
        self.contents = contents
        self.reader = reader
        self.corrector = corrector
        self.desk = desk
        self.storage = storage
        self.temporaryRoot = temporaryRoot
        self.limits = limits
        modelMetrics = ModelCallMetrics(provider: corrector.provider)
    }
}
