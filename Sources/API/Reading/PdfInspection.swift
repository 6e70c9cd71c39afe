import Foundation

/// What `pdfinfo` says of a PDF, found in milliseconds and without drawing anything.
struct PdfInspection: Sendable, Hashable {
    /// A page's sides in points, 72 to the inch.
    struct PageSize: Sendable, Hashable {
        let width: Double
        let height: Double
    }

    /// 0 when a password hides them.
    let pages: Int
    let encrypted: Bool
    /// Of the first `ReadingLimits.pagesMax` pages.
    let pageSizes: [PageSize]

    /// Looks at the PDF at an absolute path; throws `unreadable` when it is none, `unavailable` when
    /// there is no such file.
    static func inspect(
        _ path: String,
        limits: ReadingLimits,
        temporaryRoot: String
    ) async throws(ReadingFailure) -> PdfInspection {
        precondition(path.hasPrefix("/"), "not an absolute path: \(path)")
        guard FileManager.default.isReadableFile(atPath: path) else { throw .unavailable }
        let pdfinfo = ChildProcess(
            tool: ReadingTool.pdfinfo.path,
            arguments: ["-f", "1", "-l", "\(limits.pagesMax)", "-enc", "UTF-8", path],
            limits: limits.inspection
        )
        return try await PrivateFolder.with(under: temporaryRoot) { folder throws(ReadingFailure) in
            let output: ChildOutput
            do throws(ChildFailure) {
                output = try await pdfinfo.run(in: folder.path)
            } catch .exited(_, let complaints) where complaints.contains("Incorrect password") {
                return PdfInspection(pages: 0, encrypted: true, pageSizes: [])
            } catch {
                throw ReadingFailure(error)
            }
            guard let inspection = PdfInspection(pdfinfo: output.text) else { throw .unreadable }
            return inspection
        }
    }

    /// Refuses at upload what the reading would refuse later: encrypted, unreadable, too long.
    @discardableResult
    static func admit(
        _ path: String,
        limits: ReadingLimits,
        temporaryRoot: String
    ) async throws(ReadingFailure) -> PdfInspection {
        let inspection = try await inspect(path, limits: limits, temporaryRoot: temporaryRoot)
        guard !inspection.encrypted else { throw .encrypted }
        guard inspection.pages <= limits.pagesMax else {
            throw .tooManyPages(inspection.pages, max: limits.pagesMax)
        }
        return inspection
    }

    /// Resolution for drawing a page, counted from 1: the usual one, or less if the sheet is huge.
    func dotsPerInch(forPage page: Int, limits: ReadingLimits) -> Int {
        guard pageSizes.indices.contains(page - 1) else { return limits.rasterDotsPerInch }
        let size = pageSizes[page - 1]
        let squareInches = max(size.width * size.height / (72 * 72), 1)
        let affordable = (Double(limits.rasterPixelsMax) / squareInches).squareRoot()
        return max(1, min(limits.rasterDotsPerInch, Int(affordable)))
    }
}
