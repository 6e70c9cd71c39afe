public import Events
import Foundation

/// The checkpoint that an auditor kept from the last visit: what they have seen cannot be taken back.
public struct PinnedCheckpoint: Sendable {
    public let path: String

    /// Kept in a file, which need not exist yet.
    public init(path: String) { self.path = path }

    /// Kept under `<data>/pins`, in a file named after the log.
    public init(of verifier: NoteVerifier, dataDirectory: String) {
        let log = verifier.name.split(separator: "/").dropLast().joined(separator: "_")
        self.init(path: "\(dataDirectory)/pins/\(log).checkpoint")
    }

    /// The note that was kept; nil before the first visit.
    ///
    /// - Throws: `ReplayFailure`.
    func read() throws(ReplayFailure) -> SignedNote? {
        guard (try? POSIXFiles().status(path)) != nil else { return nil }
        return try SignedNote(file: path)
    }

    /// Keeps another note, durably.
    ///
    /// - Throws: `ReplayFailure`.
    func write(_ note: SignedNote) throws(ReplayFailure) {
        let directory = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        do {
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            try POSIXFiles().writeAtomically(note.bytes, to: path, in: directory)
        } catch {
            throw ReplayFailure(.cannotCreate, "Le point de contrôle vu ne peut pas être gardé dans \(path).")
        }
    }
}
