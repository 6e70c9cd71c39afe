/// Reads copies with poppler (PDF) and tesseract (pictures), each run bounded; see `ChildProcess`.
///
/// Photos taken sideways or upside down need no EXIF: tesseract detects how the page lies (`--psm 1`).
struct ToolCopieReader: CopieReader {
    let limits: ReadingLimits
    /// An existing folder; every reading works in a private folder inside it and removes it.
    let temporaryRoot: String

    func read(_ path: String, type: CopieFileType) async throws(ReadingFailure) -> CopieReading {
        precondition(path.hasPrefix("/"), "not an absolute path: \(path)")
        let deadline = ContinuousClock.now + .seconds(limits.wallSecondsPerCopie)
        let pages: [ReadPage]
        switch type {
        case .pdf:
            let inspection = try await PdfInspection.admit(path, limits: limits, temporaryRoot: temporaryRoot)
            pages = try await PrivateFolder.with(under: temporaryRoot) { folder throws(ReadingFailure) in
                let run = ReadingRun(limits: limits, folder: folder, deadline: deadline)
                return try await run.readPdf(path, inspection)
            }
        case .jpeg, .png, .webp:
            pages = try await PrivateFolder.with(under: temporaryRoot) { folder throws(ReadingFailure) in
                let run = ReadingRun(limits: limits, folder: folder, deadline: deadline)
                return [try await run.readImage(path, type: type)]
            }
        }
        return try reading(of: pages)
    }

    private func reading(of pages: [ReadPage]) throws(ReadingFailure) -> CopieReading {
        let text = CopieText.clean(
            pages.map(\.text).joined(separator: "\u{0C}"),
            charactersMax: limits.textCharactersMax
        )
        guard CopieText.wordCount(text) >= limits.wordsMin else { throw .emptyText }
        let recognised = pages.filter { $0.method == .ocr }
        let confidences = recognised.flatMap(\.confidences)
        return CopieReading(
            text: text,
            pages: pages.count,
            method: recognised.isEmpty ? .textLayer : .ocr,
            meanConfidence: confidences.isEmpty ? nil : confidences.reduce(0, +) / Double(confidences.count)
        )
    }
}
