import Events
import Foundation
import Glibc

/// Looks at a received file before it is stored: pages and encryption of a PDF, pixels of an image.
struct CopieInspector: Sendable {
    let limits: ReadingLimits
    let temporaryRoot: String

    /// - Returns: the number of pages of a PDF, nil for an image.
    /// - Throws: `ReadingFailure`, `BlobError`.
    func inspect(_ upload: any BlobUpload, _ type: CopieFileType) async throws -> Int? {
        // Named like a private folder, so that the next start removes it if this process is killed here.
        let path = "\(temporaryRoot)/\(PrivateFolder.namePrefix)\(UUID().uuidString)"
        defer { _ = unsafe unlink(path) }
        try await upload.copy(to: path)
        if type == .pdf {
            return try await PdfInspection.admit(path, limits: limits, temporaryRoot: temporaryRoot).pages
        }
        try ImageAdmission.admit(path, type: type, limits: limits)
        return nil
    }
}
