import Events
import Foundation

/// The folder beside the target that a restore is made in. It gets the target's name once everything in it is whole and durable.
///
/// `restore.json` in it says which restore it belongs to: the same one goes on with what is there, another one starts afresh. The
/// folder is locked for as long as this lives.
final class StagingFolder: Sendable {
    static let receipt = "restore.json"

    let path: String
    let target: String
    private let parent: String
    private let files: any BulkFiles
    private let lock: Int32

    var eventlog: String { path + "/eventlog" }
    var segments: String { eventlog + "/segments" }
    var tiles: String { eventlog + "/tiles" }
    var data: String { path + "/.data" }
    var blobs: String { data + "/" + BlobReference.folder }
    var snapshots: String { data + "/snapshots" }

    /// Takes hold of the folder for `target`.
    ///
    /// - Parameter receipt: says which restore this is.
    /// - Throws: `ReplayFailure` when the target is there already, or another process restores to it; `FileError`.
    init(target: String, receipt: [UInt8], files: any BulkFiles) throws {
        let url = URL(fileURLWithPath: target).standardizedFileURL
        self.target = url.path
        parent = url.deletingLastPathComponent().path
        path = "\(parent)/.\(url.lastPathComponent).restoring"
        self.files = files
        try Self.checkIsFree(url.path, files)
        guard LogFolder.isDirectory(parent) else {
            throw ReplayFailure(
                .cannotCreate, "Le dossier « \(parent) », où « \(target) » doit apparaître, n'existe pas.")
        }
        try files.makeDirectory(path)
        lock = try files.open(path, .reading)
        guard try files.lock(lock, path) else {
            files.close(lock)
            throw ReplayFailure(.tryAgain, "Une autre restauration vers « \(target) » est en cours.")
        }
        do {
            try keepOrClear(receipt)
        } catch {
            files.close(lock)
            throw error
        }
    }

    deinit { files.close(lock) }

    private static func checkIsFree(_ target: String, _ files: any BulkFiles) throws {
        guard (try? files.status(target)) != nil else { return }
        guard let names = try? files.names(in: target), names.isEmpty else {
            throw ReplayFailure(
                .cannotCreate,
                "« \(target) » existe et n'est pas un dossier vide : une restauration n'écrase jamais rien. Choisissez un "
                    + "autre dossier.")
        }
    }

    private func keepOrClear(_ receipt: [UInt8]) throws {
        let path = path + "/" + Self.receipt
        if (try? files.status(path)) != nil {
            if try files.readWhole(path) == receipt { return }
            try clear()
        }
        guard try files.names(in: self.path).allSatisfy({ $0.hasSuffix(".tmp") }) else {
            throw ReplayFailure(
                .cannotCreate, "« \(self.path) » contient autre chose qu'une restauration commencée. Déplacez-le.")
        }
        try files.writeAtomically(receipt, to: path, in: self.path)
    }

    /// Removes what an earlier restore left, the receipt last.
    private func clear() throws {
        let manager = FileManager.default
        for name in try files.names(in: path).sorted() where name != Self.receipt {
            try manager.removeItem(atPath: path + "/" + name)
        }
        try files.remove(path + "/" + Self.receipt)
    }

    /// Writes a file, mode 0600, in place of one that may be there. It becomes durable with everything else.
    func write(_ chunks: [[UInt8]], to file: String) throws(FileError) {
        if (try? files.status(file)) != nil { try files.remove(file) }
        let descriptor = try files.open(file, .creating)
        defer { files.close(descriptor) }
        for bytes in chunks {
            var done = 0
            while done < bytes.count { done += try files.write(descriptor, bytes, done..<bytes.count, file) }
        }
        files.startWriteback(descriptor)
    }

    func segment(_ first: LogPosition) -> String { segments + "/" + SegmentListing.name(of: first) }
    func make(_ directory: String) throws(FileError) { try files.makeDirectory(directory) }
    func read(_ file: String) throws(FileError) -> [UInt8] { try files.readWhole(file) }
    func size(of file: String) -> Int? { try? files.status(file).size }
    func close(segment file: String) throws(FileError) { try files.makeReadOnly(file) }

    /// Makes everything durable and gives the folder its name.
    func publish() throws {
        try files.syncFileSystem(path)
        try Self.checkIsFree(target, files)
        try files.rename(path, to: target)
        try files.syncDirectory(parent)
    }
}
