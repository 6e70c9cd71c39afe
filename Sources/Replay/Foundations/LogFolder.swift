public import Events
import Foundation

/// The directory of a log in files, seen from outside: by name, without opening the log.
public struct LogFolder: Sendable {
    public let path: String
    private let files = POSIXFiles()

    /// Names a directory that must hold a log.
    ///
    /// - Throws: `ReplayFailure`, exit status 66, when there is none.
    public init(_ path: String) throws(ReplayFailure) {
        self.path = path
        guard Self.isDirectory(path), Self.isDirectory(path + "/segments") else {
            throw .missingDirectory(
                Self.isDirectory(path) ? path + "/segments" : path, "Journal", variable: "EAF_EVENTLOG_DIR")
        }
    }

    var segments: String { path + "/segments" }
    var index: String { path + "/index" }
    var lock: String { path + "/lock" }

    /// The names in `segments/`, sorted out.
    func listing() throws(FileError) -> SegmentListing { SegmentListing(names: try files.names(in: segments)) }

    /// Opens the log for reading; nothing on disk changes.
    ///
    /// - Throws: `EventLogError` when it is not whole.
    public func open() throws(EventLogError) -> JSONLEventLog { try JSONLEventLog(reading: path, files: files) }

    /// Whether a process has the log open for writing.
    ///
    /// The question takes a shared lock for an instant; who cannot read the lock file learns nothing and hears no.
    public var isBeingWritten: Bool {
        guard let descriptor = try? files.open(lock, .reading) else { return false }
        defer { files.close(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
    }

    static func isDirectory(_ path: String) -> Bool {
        var isDirectory: ObjCBool = false
        let exists = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
        return exists && isDirectory.boolValue
    }
}
