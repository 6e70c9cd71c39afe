import Crypto
import Events
import Foundation
public import Logging
import Projections

/// `eaf import`: the predecessor's data as records, once, whatever happens on the way.
///
/// It opens the log itself, so no server may have it (files), or any number may (Postgres). Each person is one commit,
/// and ids are the predecessor's, so that an import that was killed goes on where it stopped, and a repeat adds
/// nothing.
public struct PredecessorImport: Sendable {
    /// Persons that are taken at the same time: their syncs share commits.
    private static let atOnce = 8

    let configuration: ServerConfiguration
    let operatorName: String
    let logger: Logger

    /// - Parameter operatorName: the operating system's name of who imports; it becomes the records' actor.
    public init(configuration: ServerConfiguration, operatorName: String, logger: Logger) {
        self.configuration = configuration
        self.operatorName = operatorName
        self.logger = logger
    }

    /// In the place, and in the name, of an operator's other requests.
    public init(_ client: ControlClient) {
        self.init(configuration: client.configuration, operatorName: client.operatorName, logger: client.logger)
    }

    /// Reads everything, then takes over what is not there yet.
    ///
    /// - Parameters:
    ///   - source: a folder, a file, or a `postgres://` URL.
    ///   - uploads: the predecessor's folder of copies; nil for the one beside its files.
    ///   - progress: told how many persons are done, of how many.
    /// - Throws: `ImportError`, `StartError`, `ServerKeysError`.
    public func run(
        from source: String, uploads: String?, isDryRun: Bool, progress: (Int, Int) -> Void
    ) async throws -> ImportReport {
        let isDatabase = ["postgres://", "postgresql://"].contains { source.hasPrefix($0) }
        let store = isDatabase ? try OldStore.read(database: source) : try OldStore.read(files: source)
        let folder = uploads ?? (isDatabase ? nil : Self.uploads(beside: source))
        if let uploads, UploadsFolder(uploads).path == nil { throw ImportError.bad("« \(uploads) » n'existe pas.") }
        let files = FileTaker(uploads: UploadsFolder(folder), fileBytesMax: configuration.uploadBytesMax)
        let mapping = ImportMapping(store, isDryRun: isDryRun)
        if isDryRun, !hasLog {
            // Nothing is there yet: everything would be new.
            let hash = KeyedHash(key: SymmetricKey(size: .bits256))
            var rehearsal = ImportRehearsal(state: ReadModels(), report: mapping.report)
            for person in mapping.persons {
                rehearsal.take(
                    person, isErased: false, emailHash: hash.of(person.email.text), mapping.teachers, files)
            }
            return rehearsal.report
        }
        let state = try await ServerState.open(configuration, clock: .real, files: POSIXFiles(), logger: logger)
        defer { state.writer.stop() }
        return try await run(mapping, files, on: state, progress)
    }

    private var hasLog: Bool {
        configuration.database != nil
            || FileManager.default.fileExists(atPath: configuration.eventlogDirectory + "/segments")
    }

    private static func uploads(beside source: String) -> String {
        var isFolder: ObjCBool = false
        let exists = unsafe FileManager.default.fileExists(atPath: source, isDirectory: &isFolder)
        let folder = exists && isFolder.boolValue ? source : URL(filePath: source).deletingLastPathComponent().path
        return "\(folder)/uploads/copies"
    }

    private func run(
        _ mapping: ImportMapping, _ files: FileTaker, on state: ServerState, _ progress: (Int, Int) -> Void
    ) async throws -> ImportReport {
        let control = try Control.offline(configuration, state)
        let backend = control.backend
        var rehearsal = ImportRehearsal(state: backend.state, report: mapping.report)
        var plans: [PersonPlan] = []
        for person in mapping.persons {
            let plan = rehearsal.take(
                person, isErased: backend.vault.isErased(person.id),
                emailHash: backend.emailHash.of(person.email.text), mapping.teachers, files)
            if let plan { plans.append(plan) }
        }
        guard !mapping.report.isDryRun else { return rehearsal.report }
        let taker = PersonTaker(
            backend: backend, blobs: control.eraser.blobs, files: files, actor: .operator(operatorName),
            trace: RequestTrace(id: "import-\(UUID().uuidString.lowercased())"))
        // Who teaches comes first, one after another: pupils are enrolled in classes that are there.
        let teaching = plans.prefix { $0.person.mayTeach }
        for plan in teaching { try await take(plan, by: taker) }
        progress(teaching.count, plans.count)
        try await take(Array(plans.dropFirst(teaching.count)), by: taker) {
            progress(teaching.count + $0, plans.count)
        }
        return rehearsal.report
    }

    private func take(
        _ plans: [PersonPlan], by taker: PersonTaker, _ progress: (Int) -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            var done = 0
            for (index, plan) in plans.enumerated() {
                if index >= Self.atOnce {
                    try await group.next()
                    done += 1
                    progress(done)
                }
                group.addTask { try await self.take(plan, by: taker) }
            }
            try await group.waitForAll()
            progress(plans.count)
        }
    }

    private func take(_ plan: PersonPlan, by taker: PersonTaker) async throws {
        do {
            try await taker.take(plan)
        } catch WriterError.unavailable(let error) {
            throw ImportError.stopped(error.remedy)
        } catch WriterError.tooLarge {
            throw ImportError.bad("\(plan.person.oldID) : un enregistrement serait trop long.")
        } catch let error as WriterError {
            throw ImportError.stopped("\(plan.person.oldID) : \(Problem(error).message)")
        } catch let error as VaultError {
            throw ImportError.stopped(error.remedy)
        } catch BlobError.diskFull {
            throw ImportError.stopped("Le disque est plein.")
        } catch BlobError.unavailable(let message) {
            throw ImportError.stopped(message)
        } catch {
            throw ImportError.stopped("\(plan.person.oldID) : un de ses fichiers n'a pas pu être lu ou rangé.")
        }
    }
}
