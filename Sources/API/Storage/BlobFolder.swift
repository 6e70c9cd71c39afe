import Events
import Foundation
import Synchronization

/// The folder of a local store: which path an address has, and subfolders that survive a power cut.
final class BlobFolder: Sendable {
    static let temporarySuffix = ".tmp"

    let path: String
    let files: any FileLayer
    /// Subfolders whose entry in the folder this process has synced.
    private let synced = Mutex<Set<String>>([])

    /// Makes the folder, and those it lies in, when there is none.
    init(path: String, files: any FileLayer) throws(FileError) {
        self.path = path
        self.files = files
        try Self.makeDurable(path, files)
    }

    func path(of address: BlobAddress) -> String { "\(subfolder(of: address))/\(address)" }
    func subfolder(of address: BlobAddress) -> String { "\(path)/\(address.prefix)" }
    func newTemporaryPath() -> String { "\(path)/\(UUID().uuidString)\(Self.temporarySuffix)" }

    /// Makes the subfolder for an address, durably.
    func makeSubfolder(of address: BlobAddress) throws(FileError) {
        let prefix = address.prefix
        if synced.withLock({ $0.contains(prefix) }) { return }
        // Synced also when the subfolder exists: who made it may have died before syncing.
        try files.makeDirectory(subfolder(of: address))
        try files.syncDirectory(path)
        synced.withLock { _ = $0.insert(prefix) }
    }

    /// The names of the subfolders, sorted.
    func subfolders() throws(FileError) -> [String] {
        try files.names(in: path).filter { $0.utf8.count == 2 }.sorted()
    }

    /// The addresses in a subfolder, sorted; anything else that lies there is left alone.
    func addresses(in subfolder: String) throws(FileError) -> [BlobAddress] {
        try files.names(in: "\(path)/\(subfolder)").compactMap(BlobAddress.init).filter { $0.prefix == subfolder }
            .sorted()
    }

    func exists(_ path: String) throws(FileError) -> Bool { try Self.exists(path, files) }

    private static func exists(_ path: String, _ files: any FileLayer) throws(FileError) -> Bool {
        do throws(FileError) {
            _ = try files.status(path)
            return true
        } catch {
            guard error.isMissingFile else { throw error }
            return false
        }
    }

    /// Level by level, each synced into the one above before the next is made.
    private static func makeDurable(_ path: String, _ files: any FileLayer) throws(FileError) {
        let above = URL(filePath: path).deletingLastPathComponent().path
        if try !exists(path, files) {
            if above != path { try makeDurable(above, files) }
            try files.makeDirectory(path)
        }
        try files.syncDirectory(above)
    }
}
