import Events
import Foundation
import Glibc

/// Makes one PDF of several images of a form, in the order in which they came: one copie, of so many sheets.
///
/// Images are not decoded here, their heads are read; a child process reads the PDF afterwards, as every other.
struct SheetBinder: Sendable {
    private static let pieceBytes = 64 << 10

    let inspector: CopieInspector

    /// Writes the images, which are sealed, into `book`, and seals it.
    ///
    /// - Throws: a `Problem` 400 that names the sheet that cannot be taken, `ReadingFailure`, `BlobError`.
    func bind(_ sheets: [FileIntake.Sealed], into book: any BlobUpload) async throws {
        var pdf = SheetBook()
        try await book.write(pdf.opening())
        for (index, sheet) in sheets.enumerated() {
            try await add(sheet, number: index + 1, to: &pdf, book)
        }
        try await book.write(pdf.ending())
        _ = try await book.seal()
    }

    private func add(
        _ sheet: FileIntake.Sealed, number: Int, to pdf: inout SheetBook, _ book: any BlobUpload
    ) async throws {
        guard sheet.type != .pdf else { throw Problem.pdfAmongSheets }
        // Named like a private folder, so that the next start removes it if this process is killed here.
        let path = "\(inspector.temporaryRoot)/\(PrivateFolder.namePrefix)\(UUID().uuidString)"
        defer { _ = unsafe unlink(path) }
        try await sheet.upload.copy(to: path)
        try ImageAdmission.admit(path, type: sheet.type, limits: inspector.limits)
        guard let bytes = try? SheetBytes(path) else { throw ReadingFailure.unavailable }
        defer { bytes.close() }
        let image: SheetImage
        do {
            image = try SheetImage.read(sheet.type, bytes)
        } catch SheetImage.Refusal.form {
            throw Problem.sheetForm(number)
        } catch SheetImage.Refusal.unreadable {
            throw ReadingFailure.unreadable
        }
        try await book.write(pdf.page(image))
        for stretch in image.stretches {
            for start in Swift.stride(from: stretch.lowerBound, to: stretch.upperBound, by: Self.pieceBytes) {
                let piece = try bytes.read(start, min(Self.pieceBytes, stretch.upperBound - start))
                pdf.imageBytes(piece)
                try await book.write(piece)
            }
        }
        try await book.write(pdf.endOfImage())
    }
}
