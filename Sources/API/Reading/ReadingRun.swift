import Foundation

/// The reading of one copie, in its folder and until its deadline.
struct ReadingRun: Sendable {
    let limits: ReadingLimits
    let folder: PrivateFolder
    let deadline: ContinuousClock.Instant

    /// Recognises an uploaded picture, unless its header promises too many pixels.
    func readImage(_ path: String, type: CopieFileType) async throws(ReadingFailure) -> ReadPage {
        try ImageAdmission.admit(path, type: type, limits: limits)
        return try await recognise(path)
    }

    /// Reads a PDF page by page: its text layer, or its picture where the layer has next to nothing.
    ///
    /// Decided for each page, because copies mix a typed cover with scanned sheets. The picture is kept
    /// only if it gives more words than the layer, so a typed page that is nearly blank stays typed.
    func readPdf(_ path: String, _ inspection: PdfInspection) async throws(ReadingFailure) -> [ReadPage] {
        let layers = try await textLayers(path, pages: inspection.pages)
        var pages: [ReadPage] = []
        for (index, layer) in layers.enumerated() {
            let layerWords = CopieText.wordCount(layer)
            if layerWords < limits.layerWordsPerPageMin {
                let dotsPerInch = inspection.dotsPerInch(forPage: index + 1, limits: limits)
                let recognised = try await recognise(path, page: index + 1, dotsPerInch: dotsPerInch)
                if CopieText.wordCount(recognised.text) > layerWords {
                    pages.append(recognised)
                    continue
                }
            }
            pages.append(ReadPage(layer: layer))
        }
        return pages
    }

    /// Exactly one text per page; `pdftotext` ends each with a form feed.
    private func textLayers(_ path: String, pages: Int) async throws(ReadingFailure) -> [String] {
        let output = try await run(.pdftotext, ["-q", "-enc", "UTF-8", "-l", "\(pages)", path, "-"])
        let texts = output.text.split(separator: "\u{0C}", omittingEmptySubsequences: false).map(String.init)
        return (0..<pages).map { texts.indices.contains($0) ? texts[$0] : "" }
    }

    /// Draws one page of a PDF and recognises it; the picture is removed at once, a copie may have forty.
    private func recognise(
        _ path: String,
        page: Int,
        dotsPerInch: Int
    ) async throws(ReadingFailure) -> ReadPage {
        let picture = folder.file("page-\(page)")
        let numbers = ["-r", "\(dotsPerInch)", "-f", "\(page)", "-l", "\(page)"]
        try await run(.pdftoppm, ["-q", "-gray", "-png", "-singlefile"] + numbers + [path, picture])
        // pdftoppm exits with 0 even when it drew nothing.
        guard FileManager.default.fileExists(atPath: picture + ".png") else { throw .unreadable }
        let recognised = try await recognise(picture + ".png")
        do {
            try FileManager.default.removeItem(atPath: picture + ".png")
        } catch {
            throw .unavailable
        }
        return recognised
    }

    private func recognise(_ picture: String) async throws(ReadingFailure) -> ReadPage {
        let result = folder.file("texte")
        try await run(.tesseract, [picture, result, "-l", "fra", "--psm", "1", "txt", "tsv", "quiet"])
        let text = String(decoding: try bytes(of: result + ".txt", max: limits.outputBytesMax), as: UTF8.self)
        let tsv = String(decoding: try bytes(of: result + ".tsv", max: limits.outputBytesMax), as: UTF8.self)
        return ReadPage(recognised: text, tsv: tsv)
    }

    @discardableResult
    private func run(_ tool: ReadingTool, _ arguments: [String]) async throws(ReadingFailure) -> ChildOutput {
        let secondsLeft = Int((deadline - .now).components.seconds)
        guard secondsLeft > 0 else { throw .timedOut }
        let child = ChildProcess(
            tool: tool.path,
            arguments: arguments,
            limits: limits.perTool(wallSeconds: secondsLeft)
        )
        do throws(ChildFailure) {
            return try await child.run(in: folder.path)
        } catch {
            throw ReadingFailure(error)
        }
    }

    /// The beginning of a file, or all of it if it is short.
    private func bytes(of path: String, max: Int) throws(ReadingFailure) -> [UInt8] {
        do {
            let file = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { file.closeFile() }
            return Array(try file.read(upToCount: max) ?? Data())
        } catch {
            throw .unavailable
        }
    }
}
