import Events
import Foundation

/// The file that a copy is made in: beside the target under a temporary name, until it is whole and takes the target's name.
///
/// Who has the old file open keeps reading it. After a crash the temporary file is written over by the next command.
struct CopyFile: ~Copyable {
    /// `PRAGMA application_id` of our copies: "EAF" and 1.
    static let applicationID: Int32 = 0x4541_4601

    /// Where SQLite keeps that number, and what a database begins with.
    private static let applicationIDOffset = 68
    private static let magic = Array("SQLite format 3\u{0}".utf8)
    private static let linksMax = 8

    let temporary: String
    private let place: CopyPlace
    private let files: POSIXFiles
    private let descriptor: Int32
    private var isPublished = false

    /// Makes the temporary file, empty and locked.
    ///
    /// - Throws: `ReplayFailure`: 66 when the directory is not there, 73 when the target is not to be replaced, 75 when another
    ///   command makes the same copy; or `FileError`.
    static func make(_ place: CopyPlace, force: Bool, files: POSIXFiles) throws -> CopyFile {
        try check(place, force: force, files)
        let temporary = place.path + ".tmp"
        let file = CopyFile(place, temporary, files, descriptor: try openLocked(temporary, files))
        try files.truncate(file.descriptor, to: 0, temporary)
        return file
    }

    private init(_ place: CopyPlace, _ temporary: String, _ files: POSIXFiles, descriptor: Int32) {
        self.place = place
        self.temporary = temporary
        self.files = files
        self.descriptor = descriptor
    }

    deinit {
        // Under the lock, so that it is ours: another command that waits for it looks whether it is still there.
        if !isPublished { try? files.remove(temporary) }
        files.close(descriptor)
    }

    /// Makes the file durable and gives it the target's name, and the old file's permissions if there was one.
    ///
    /// - Throws: `FileError`; when the rename has not happened, the old file is as it was.
    mutating func publish() throws {
        let manager = FileManager.default
        if let mode = try? manager.attributesOfItem(atPath: place.path)[.posixPermissions] {
            try manager.setAttributes([.posixPermissions: mode], ofItemAtPath: temporary)
        }
        try files.syncData(descriptor, temporary)
        try files.rename(temporary, to: place.path)
        isPublished = true
        try files.syncDirectory(place.directory)
    }

    private static func check(_ place: CopyPlace, force: Bool, _ files: POSIXFiles) throws {
        guard LogFolder.isDirectory(place.directory) else {
            throw ReplayFailure(.noInput, "Le dossier « \(place.directory) » n'existe pas : créez-le d'abord.")
        }
        for suffix in ["-wal", "-journal"] where (try? files.status(place.path + suffix)) != nil {
            // SQLite would apply it to the new file.
            throw ReplayFailure(
                .cannotCreate,
                "« \(place.path)\(suffix) » existe : quelqu'un écrit dans la copie, ou l'a fait. Fermez ce programme et "
                    + "retirez ce fichier ; ce qui a été écrit dans la copie sera perdu.")
        }
        guard FileManager.default.fileExists(atPath: place.path) else { return }
        guard !LogFolder.isDirectory(place.path) else {
            throw ReplayFailure(.cannotCreate, "« \(place.path) » est un dossier : donnez le nom d'un fichier.")
        }
        guard try force || isOurs(place.path, files) else {
            throw ReplayFailure(
                .cannotCreate,
                "« \(place.path) » existe et n'est pas une copie faite par eaf. Choisissez un autre nom, ou ajoutez "
                    + "--force pour la remplacer.")
        }
    }

    private static func isOurs(_ path: String, _ files: POSIXFiles) throws(FileError) -> Bool {
        let file = try files.open(path, .reading)
        defer { files.close(file) }
        let head = try files.read(file, at: 0, count: applicationIDOffset + 4, path)
        guard head.count == applicationIDOffset + 4, head.starts(with: magic) else { return false }
        return head[applicationIDOffset...].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            == UInt32(bitPattern: applicationID)
    }

    private static func openLocked(_ path: String, _ files: POSIXFiles) throws -> Int32 {
        for _ in 0..<linksMax {
            let descriptor = try files.openRewritable(path)
            do {
                guard try files.lock(descriptor, path) else {
                    throw ReplayFailure(.tryAgain, "Une autre commande fait cette copie (\(path)) : attendez sa fin.")
                }
                // Whoever had the lock may have given the file its name, or removed it, meanwhile.
                let opened = try files.status("/proc/self/fd/\(descriptor)").inode
                if (try? files.status(path).inode) == opened { return descriptor }
                files.close(descriptor)
            } catch {
                files.close(descriptor)
                throw error
            }
        }
        throw ReplayFailure(.tryAgain, "D'autres commandes font cette copie sans cesse (\(path)) : recommencez.")
    }
}
