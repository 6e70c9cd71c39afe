import Events
import Foundation

/// The copy in files that a node keeps of a log in a database, in `EAF_EVENTLOG_DIR` beside its tiles: what commands that read
/// files, and `eaf ship`, work on. It can be deleted at any time.
///
/// Bringing it up to date reads what is new. The last record that the copy has must be in the database with the same bytes, so a
/// database that went back, or another one, is noticed.
public struct LogMirror: Sendable {
    private static let batchBytesMax = 4 << 20
    /// Another process may be at it; it does not take long.
    private static let attemptsMax = 100
    private static let pauseMicroseconds: UInt32 = 100_000

    let directory: String
    let url: String

    /// The copy in `directory` of the log in the database that `url` leads to.
    public init(directory: String, url: String) {
        self.directory = directory
        self.url = url
    }

    /// Brings the copy up to the database's head of now.
    ///
    /// - Parameter comparesAll: whether every record that is there already is compared with the database's, byte by byte.
    /// - Throws: `EventLogError`, `ReplayFailure`.
    public func bringUp(comparesAll: Bool = false, progress: (Progress) -> Void = { _ in }) throws {
        let source = try PostgresEventLog(
            reading: PostgresEventLog.Configuration(url: url, directURL: nil))
        let copy = try open()
        if comparesAll {
            _ = try LogImport(into: copy).run(RecordStream(source, through: nil), progress: progress)
            return
        }
        let head = try source.head.position
        let known = copy.head
        guard known.position <= head else { throw EventLogError.rolledBack(head: head, floor: known.position) }
        if known.position > .zero {
            guard try source.record(at: known.position).line == copy.record(at: known.position).line else {
                throw EventLogError.diverged(known.position)
            }
        }
        try add(source, through: head, to: copy)
    }

    private func add(_ source: PostgresEventLog, through head: LogPosition, to copy: JSONLEventLog) throws {
        var rules = CommitChecker(after: copy.head)
        var lines: [[UInt8]] = []
        var bytes = 0
        while rules.position < head {
            let records = try source.lines(after: rules.position, bytesMax: Self.batchBytesMax).records()
            // The database went back after it said where it ends.
            guard !records.isEmpty else { throw EventLogError.rolledBack(head: rules.position, floor: head) }
            for record in records {
                do throws(RecordDefect) { try rules.accept(record) } catch {
                    throw ReplayFailure(.badData, "Enregistrement \(record.position) de la base : \(error.french).")
                }
                lines.append(Array(record.line))
                bytes += record.byteCount
                guard rules.openCommit == nil, bytes >= Self.batchBytesMax || rules.position >= head else { continue }
                let commit = CommitLines(lines: lines, time: record.time)
                _ = try copy.append(after: copy.head.position, catchUp: { _ in }, batch: { _ in commit })
                (lines, bytes) = ([], 0)
            }
        }
    }

    private func open() throws -> JSONLEventLog {
        var attempt = 1
        while true {
            do throws(EventLogError) {
                return try JSONLEventLog(writing: directory, configuration: .standard, files: POSIXFiles())
            } catch {
                guard case .locked = error, attempt < Self.attemptsMax else { throw error }
                attempt += 1
                usleep(Self.pauseMicroseconds)
            }
        }
    }

    /// Writes the database's vault into the file at `path`, when it is not what the file holds.
    ///
    /// - Throws: `VaultError`, `FileError`.
    public func copyVault(to path: String) throws {
        let files = POSIXFiles()
        let before = (try? files.status(path)).map { $0.size > 0 } == true ? try files.readWhole(path) : nil
        let bytes = try VaultCopy(url: url).bytes(after: before)
        guard bytes != before else { return }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        try files.makeDirectory(folder)
        try files.writeAtomically(bytes, to: path, in: folder)
    }
}
