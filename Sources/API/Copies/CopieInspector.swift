import Events
import Foundation
import Glibc

/// Looks at a stored file before it is accepted: pages and encryption of a PDF, pixels of an image.
struct CopieInspector: Sendable {
    let limits: ReadingLimits
    let temporaryRoot: String

    /// - Returns: the number of pages of a PDF, nil for an image.
    /// - Throws: `ReadingFailure`, `BlobError`.
    func inspect(
        _ blob: StoredBlob, _ type: CopieFileType, owner: PersonID, blobs: any BlobStore
    ) async throws -> Int? {
        let path = "\(temporaryRoot)/eaf-depot-\(UUID().uuidString)"
        defer { _ = unsafe unlink(path) }
        try await blobs.copy(blob.address, owner: owner, to: path, bytesMax: blob.byteCount)
        if type == .pdf {
            return try await PdfInspection.admit(path, limits: limits, temporaryRoot: temporaryRoot).pages
        }
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? file.close() }
        let size = try ImageDimensions(of: type) { offset, count in
            try file.seek(toOffset: UInt64(offset))
            return try file.read(upToCount: count).map { [UInt8]($0) } ?? []
        }
        guard let size else { throw ReadingFailure.unreadable }
        let pixels = size.widthPixels.multipliedReportingOverflow(by: size.heightPixels)
        guard !pixels.overflow, pixels.partialValue <= limits.pixelsMax else {
            throw ReadingFailure.tooManyPixels(pixels.partialValue, max: limits.pixelsMax)
        }
        return nil
    }
}
