import API
import ArgumentParser
import Foundation
import Glibc
import Synchronization

/// Where an archive goes: a new file that has its name only once it is whole, mode 0600, or standard output.
final class ExportTarget: Sendable {
    private struct State {
        var byteCount = 0
        var failure: OutputError?
    }

    /// The file system's or the pipe's refusal.
    struct OutputError: Error {
        let message: String
        let exitCode: Int32
    }

    /// Nil for standard output.
    let path: String?
    private let temporary: String
    private let descriptor: Int32
    private let state = Mutex(State())

    /// - Parameter place: a file that is not there yet, a folder that is, or `-`.
    /// - Throws: `OutputError`.
    init(_ place: String) throws {
        guard place != "-" else {
            // Otherwise the signal would end the process before `write` can say EPIPE.
            signal(SIGPIPE, SIG_IGN)
            (path, temporary, descriptor) = (nil, "", STDOUT_FILENO)
            return
        }
        let path = Self.isFolder(place) ? "\(place)/eaf-export-\(Self.stamp()).zip" : place
        self.path = path
        temporary = path + ".partiel"
        guard unsafe access(path, F_OK) != 0 else {
            throw OutputError(message: "« \(path) » existe déjà : rien n'est remplacé.", exitCode: 73)
        }
        unsafe unlink(temporary)
        descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.refused(path, 73) }
    }

    var byteCount: Int { state.withLock { $0.byteCount } }
    /// Why no more was taken.
    var failure: OutputError? { state.withLock { $0.failure } }

    /// Writes a piece; false when it could not be written.
    func take(_ bytes: [UInt8]) -> Bool {
        var done = 0
        while done < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe write(descriptor, buffer.baseAddress?.advanced(by: done), bytes.count - done)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let refusal = Self.refused(path ?? "sortie standard", 74)
                state.withLock { $0.failure = refusal }
                return false
            }
            done += count
        }
        state.withLock { $0.byteCount += bytes.count }
        return true
    }

    /// Gives the whole file its name.
    ///
    /// - Throws: `OutputError`.
    func finish() throws {
        guard let path else { return }
        guard fsync(descriptor) == 0, close(descriptor) == 0, unsafe link(temporary, path) == 0 else {
            throw Self.refused(path, errno == EEXIST ? 73 : 74)
        }
        unsafe unlink(temporary)
    }

    /// Removes what was written of an archive that is not whole.
    func abandon() { if path != nil { unsafe unlink(temporary) } }

    private static func refused(_ path: String, _ code: Int32) -> OutputError {
        let reason = unsafe String(cString: strerror(errno))
        return OutputError(message: "Écriture de « \(path) » refusée : \(reason).", exitCode: code)
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    private static func stamp() -> String {
        let now = Date().formatted(.iso8601.dateSeparator(.omitted).timeSeparator(.omitted))
        return now.filter { $0 != ":" }
    }
}
