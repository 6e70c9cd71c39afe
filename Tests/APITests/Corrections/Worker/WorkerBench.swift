import Events
import Foundation
import Logging
import Projections
import ServiceLifecycle
import Testing

@testable import API

/// A log in memory with its writer, a blob store, and pupils who hand copies in.
final class WorkerBench: Sendable {
    static let content = EpreuveContent(
        sujet: "Commentez le poème.", texte: "C'est un trou de verdure", consignes: "Deux axes.", source: "Rimbaud",
        motsCles: ["nature"], oeuvre: nil, theme: nil)

    let log: any EventLog
    let store = StateStore(ReadModels())
    let time = ManualTime()
    let keys = TestKeys()
    let blobs: LocalBlobStore
    let writer: Writer
    let blobFolder: BlobTestFolder
    let temporary: BlobTestFolder
    let lines = MemoryLogSink()

    init(log: any EventLog = MemoryEventLog()) throws {
        self.log = log
        blobFolder = try BlobTestFolder()
        temporary = try BlobTestFolder()
        blobs = try LocalBlobStore(directory: blobFolder.path, keys: keys, files: POSIXFiles())
        writer = Writer(
            log: log, store: store, encoder: RecordEncoder(source: "/eaf/test/1", keys: keys), clock: time.clock,
            limits: .standard)
        writer.start()
    }

    deinit { writer.stop() }

    var contents: CopieContents { CopieContents(log: log, keys: keys, blobs: blobs) }

    func submit(_ command: any Command) async throws {
        _ = try await writer.submit(command, as: .anonymous, context: RecordContext(), key: nil)
    }

    /// A pupil registers, gets a subject, and hands a copie in.
    func handIn(file: String = "%PDF-1.7 copie") async throws -> CopieID {
        try await handIn(bytes: Array(file.utf8))
    }

    func handIn(bytes: [UInt8]) async throws -> CopieID {
        let owner = keys.newPerson()
        let epreuve = EpreuveID.random()
        let copie = CopieID.random()
        try await submit(
            RegisterAccount(
                account: owner, role: .eleve, email: "\(owner)@example.org", emailHash: "\(owner)", passwordHash: "x",
                displayName: nil, invitationCodeHash: nil, session: nil))
        let generated = EpreuveGenerated(
            owner: owner, type: .commentaire, origin: .bank, bankID: nil, matchesWish: true,
            bareme: .official(for: .commentaire), content: .clear(Self.content))
        try await submit(GiveEpreuve(id: epreuve, owner: owner, event: generated))
        let blob = try await blobs.put(bytes, for: owner)
        let upload = CopieUploaded(
            epreuve: epreuve, owner: owner, sha256: blob.sha256, blob: blob.address.text, bytes: blob.byteCount,
            declaredType: "application/pdf", fileType: "application/pdf", pages: nil)
        try await submit(HandInCopie(id: copie, owner: owner, upload: upload))
        return copie
    }

    func worker(
        _ name: String = "a", reader: any CopieReader = ScriptedReader(),
        corrector: any Corrector = ScriptedCorrector(), desk: ModelDesk? = nil, sleeper: Sleeper? = nil,
        runs: Int = 1
    ) -> CorrectionWorker {
        var limits = CorrectionWorkerLimits.standard
        limits.runsMax = runs
        let tools = CorrectionTools(
            writer: PatientWriter(writer: writer, sleeper: sleeper ?? time.sleeper), contents: contents,
            reader: reader, corrector: desk.map { ModelCorrector(desk: $0) } ?? corrector,
            fallback: desk?.recipient == nil ? nil : corrector, desk: desk,
            temporaryRoot: temporary.path, limits: limits)
        let logger = Logger(label: "test") { [lines] label in
            JSONLogHandler(label: label, level: .trace, metadataProvider: nil, sink: lines)
        }
        return CorrectionWorker(name: name, tools: tools, store: store, clock: time.clock, logger: logger)
    }

    /// Lets workers work while `body` runs, and expects that they leave no copie in clear.
    func with(
        clean: Bool = true, _ workers: CorrectionWorker..., body: () async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in workers { group.addTask { await worker.run() } }
            try await body()
            group.cancelAll()
        }
        if clean { #expect(try temporary.files().isEmpty, "a copie was left in clear") }
    }

    /// Waits until the state is as wanted. The time creeps on meanwhile, a millisecond a turn; while no copie is being
    /// worked on it goes on by `idleSeconds` a turn, so that waits between runs pass quickly and a run on a slow
    /// machine does not lose its own time.
    func until(
        _ what: String, creepSeconds: Double = 0.001, idleSeconds: Double? = nil, _ condition: (ReadModels) -> Bool
    ) async throws {
        let deadline = ContinuousClock.now + .seconds(20)
        while !condition(store.current) {
            guard ContinuousClock.now < deadline else {
                Issue.record("not within 20 s: \(what)")
                throw CancellationError()
            }
            time.advance(seconds: store.current.copies.underWay.isEmpty ? idleSeconds ?? creepSeconds : creepSeconds)
            try await Task.sleep(for: .milliseconds(1))
        }
    }

    /// The facts about corrections and models so far, opened.
    func facts() throws -> [(record: Record, event: Event)] {
        try log.lines(after: .zero, bytesMax: .max).records().map { record in
            (record, try EventCatalog.current.event(of: record, opening: keys))
        }.filter { fact in
            switch fact.event {
            case .correction(.requested): false
            case .correction, .model, .copie(.read): true
            default: false
            }
        }
    }

    func failures() throws -> [CorrectionFailed] {
        try facts().compactMap { if case .correction(.failed(let failed)) = $0.event { failed } else { nil } }
    }

    func calls() throws -> [ModelCalled] {
        try facts().compactMap { if case .model(.called(let called)) = $0.event { called } else { nil } }
    }
}
