import Events
import Foundation

/// Brings the files and long texts of copies into the blob store, sealed with their owner's key.
struct FileTaker: Sendable {
    private static let chunkBytes = 256 << 10
    private static let absent =
        "Le fichier de cette copie n'a pas été retrouvé lors de la reprise de l'ancien service.\n"

    /// What is known of a file before it is stored.
    enum Found: Equatable, Sendable {
        case file(path: String, type: CopieFileType)
        /// In French.
        case unusable(String)
    }

    let uploads: UploadsFolder
    let fileBytesMax: Int

    /// The file of a copie: there, of a type that is accepted by its first bytes, and not too large.
    func find(_ copie: ImportedCopie, owner: String) -> Found {
        guard let named = copie.filePath else { return .unusable("sans chemin de fichier") }
        guard let path = uploads.file(named, owner: owner) else { return .unusable("fichier absent") }
        let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        guard size <= fileBytesMax else { return .unusable("fichier de plus de \(fileBytesMax >> 20) Mio") }
        guard let file = FileHandle(forReadingAtPath: path) else { return .unusable("fichier illisible") }
        defer { file.closeFile() }
        let start = (try? file.read(upToCount: FileSignature.prefixBytes)) ?? Data()
        guard let type = FileSignature.detect(in: Array(start)[...]) else {
            return .unusable("fichier qui n'est ni une image ni un PDF")
        }
        return .file(path: path, type: type)
    }

    /// Stores file and text. In the place of a file that is not there stands a short text that says so.
    ///
    /// - Throws: `BlobError`, or the error of reading the file; nothing is kept then.
    func store(
        _ copie: ImportedCopie, _ found: Found, owner: PersonID, in blobs: any BlobStore
    ) async throws -> ImportedFile {
        let blob: StoredBlob
        let type: String
        switch found {
        case .file(let path, let kind):
            blob = try await copy(path, owner, blobs)
            type = kind.mimeType
        case .unusable:
            blob = try await blobs.put(Array(Self.absent.utf8), for: owner)
            type = "text/plain"
        }
        guard let text = copie.text, !ImportMapping.fits(text) else {
            return ImportedFile(blob: blob, fileType: type, textBlob: nil)
        }
        do throws(BlobError) {
            let textBlob = try await blobs.put(Array(text.utf8), for: owner)
            return ImportedFile(blob: blob, fileType: type, textBlob: textBlob.address.text)
        } catch {
            // If it cannot be removed, the next start reports it as an orphan.
            try? await blobs.remove(blob.address)
            throw error
        }
    }

    private func copy(_ path: String, _ owner: PersonID, _ blobs: any BlobStore) async throws -> StoredBlob {
        let file = try FileHandle(forReadingFrom: URL(filePath: path))
        defer { file.closeFile() }
        let upload = try await blobs.begin(for: owner, bytesMax: fileBytesMax)
        do {
            while let data = try file.read(upToCount: Self.chunkBytes), !data.isEmpty {
                try await upload.write([UInt8](data))
            }
            return try await upload.commit()
        } catch {
            await upload.abort()
            throw error
        }
    }
}
