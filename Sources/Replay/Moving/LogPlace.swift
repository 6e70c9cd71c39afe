public import Events
import Foundation

/// Where a log is kept: a directory of segments, a database, or one file of lines as `eaf log export` writes it.
public enum LogPlace: Equatable, Sendable {
    case folder(String)
    case file(String)
    case database(String)

    /// Reads what an operator wrote: a `postgres://` or `postgresql://` URL, or a path.
    public init(_ text: String) {
        if text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") {
            self = .database(text)
        } else if FileManager.default.fileExists(atPath: text), !LogFolder.isDirectory(text) {
            self = .file(text)
        } else {
            self = .folder(text)
        }
    }

    /// The database's address; nil for files.
    public var url: String? {
        if case .database(let url) = self { url } else { nil }
    }

    /// The place's records, from the first to the last of this moment. Nothing there changes.
    ///
    /// - Throws: `ReplayFailure`, `EventLogError`, `FileError`.
    public func records() throws -> RecordStream {
        switch self {
        case .folder(let path): RecordStream(try LogFolder(path).open(), through: nil)
        case .file(let path): RecordStream(LineReader.ahead(of: path, hashes: false))
        case .database(let url): RecordStream(try PostgresEventLog(reading: Self.configuration(url)), through: nil)
        }
    }

    /// The place's log, to append to; made when there is none.
    ///
    /// - Throws: `ReplayFailure` for a file, `EventLogError`.
    public func open() throws -> any EventLog {
        switch self {
        case .folder(let path): try JSONLEventLog(writing: path, configuration: .standard, files: POSIXFiles())
        case .database(let url): try PostgresEventLog(writing: Self.configuration(url))
        case .file(let path):
            throw ReplayFailure(
                .cannotCreate,
                "« \(path) » est un fichier : donnez le dossier d'un journal ou une adresse postgres://…")
        }
    }

    private static func configuration(_ url: String) -> PostgresEventLog.Configuration {
        PostgresEventLog.Configuration(url: url, directURL: nil)
    }
}
