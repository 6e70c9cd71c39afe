import Foundation

/// Refuses an image whose header promises more pixels than a decoder may be given: a few hundred bytes can ask for gigabytes.
enum ImageAdmission {
    /// Looks at the header of the image at `path`, without decoding a pixel.
    ///
    /// - Throws: `ReadingFailure.unreadable` when it is no image of `type`, `.tooManyPixels`, `.unavailable`.
    static func admit(_ path: String, type: CopieFileType, limits: ReadingLimits) throws(ReadingFailure) {
        let size: ImageDimensions?
        do {
            let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? file.close() }
            size = try ImageDimensions(of: type) { offset, count in
                try file.seek(toOffset: UInt64(offset))
                return try file.read(upToCount: count).map { [UInt8]($0) } ?? []
            }
        } catch {
            throw .unavailable
        }
        guard let size else { throw .unreadable }
        let pixels = size.widthPixels.multipliedReportingOverflow(by: size.heightPixels)
        guard !pixels.overflow, pixels.partialValue <= limits.pixelsMax else {
            throw .tooManyPixels(pixels.partialValue, max: limits.pixelsMax)
        }
    }
}
