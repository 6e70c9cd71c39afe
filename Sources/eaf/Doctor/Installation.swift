import API
import Events
import Foundation
import Projections
import Replay

/// What the doctor examines: the configuration, the folders and what they hold, looked at once and only read.
final class Installation {
    static let uploads = "/uploads/copies"

    let eventlogDirectory: String
    let dataDirectory: String
    let report: ConfigurationReport
    /// Nil when the configuration is at fault.
    let configuration: ServerConfiguration?
    let environment: [String: String]
    let server: ServerSight
    /// Whether the log is to be read whole.
    let verifies: Bool
    let now: Timestamp

    /// When each blob of the bucket was written, by address; nil when copies are in a folder.
    let bucket: Result<[String: Timestamp], any Error>?

    /// Where log and vault are when they are not in files.
    let database: String?
    private let options: LogOptions

    /// Of a log in a database, this node's copy, which is brought up to date once.
    private(set) lazy var opened: Result<LogFolder, any Error> = Result { try options.folder() }
    var folder: LogFolder? { try? opened.get() }
    private(set) lazy var log: Result<JSONLEventLog, any Error> = Result {
        if database != nil { return try opened.get().open() }
        guard let folder else { throw Absent(what: "pas encore de journal dans \(eventlogDirectory)") }
        return try folder.open()
    }
    private(set) lazy var masterKey: Result<MasterKey, any Error> = Result {
        try MasterKeyPlace(environment: environment, dataDirectory: dataDirectory).read()
    }
    /// The newest snapshot that this program can use, and those that it cannot.
    private(set) lazy var snapshot: Result<(models: ReadModels?, rejected: [SnapshotPlace.Rejected]), any Error> =
        Result {
            let place = SnapshotPlace(
                dataDirectory: dataDirectory, masterKey: try masterKey.get(), build: BuildFingerprint.current)
            return place.newest(for: try log.get())
        }
    /// The state at the head, folded from that snapshot on.
    private(set) lazy var models: Result<ReadModels, any Error> = Result {
        let log = try log.get()
        let start = (try? snapshot.get())?.models ?? ReadModels()
        return try ReadModels.folded(from: log, startingWith: start, through: log.head.position)
    }

    /// Why something cannot be looked at; no fault of the installation.
    struct Absent: Error {
        let what: String
    }

    init(_ options: LogOptions, environment: [String: String], verifies: Bool, now: Timestamp) async {
        self.options = options
        database = try? options.database()
        eventlogDirectory = options.eventlogDirectory
        dataDirectory = options.dataDirectory
        self.environment = environment
        self.verifies = verifies
        self.now = now
        let overrides = ["EAF_EVENTLOG_DIR": options.eventlogDirectory, "EAF_DATA_DIR": options.dataDirectory]
        let reader = EnvironmentReader(environment: environment, overrides: overrides)
        report = reader.report()
        let configuration = try? reader.configuration()
        self.configuration = configuration
        bucket = await Self.look(into: options)
        server = await ServerSight.look(
            at: configuration, isLogWritten: (try? LogFolder(options.eventlogDirectory))?.isBeingWritten ?? false)
    }

    /// Everything that is in the bucket of the copies.
    private static func look(into options: LogOptions) async -> Result<[String: Timestamp], any Error>? {
        do {
            guard let blobs = try options.blobs() else { return nil }
            var found: [String: Timestamp] = [:]
            var last: SHA256Text?
            while true {
                let page = try await blobs.list(after: last, limit: 1_000)
                for entry in page { found[entry.address.description] = entry.modified }
                guard page.count == 1_000, let end = page.last else { return .success(found) }
                last = end.address
            }
        } catch {
            return .failure(error)
        }
    }

    func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    /// The names in a folder, sorted; none when it cannot be read.
    func names(in path: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    }

    /// How long ago, in words: `12 s`, `3 h`, `2 j`.
    func age(_ time: Timestamp) -> String {
        let seconds = max(0, Int(now.seconds(since: time)))
        return switch seconds {
        case ..<120: "\(seconds) s"
        case ..<7_200: "\(seconds / 60) min"
        case ..<172_800: "\(seconds / 3_600) h"
        default: "\(seconds / 86_400) j"
        }
    }
}
