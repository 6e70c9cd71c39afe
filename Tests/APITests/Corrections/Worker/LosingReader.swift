@testable import API

/// A reader whose reading is recorded without anybody hearing of it.
struct LosingReader: CopieReader {
    let log: RefusingLog
    let text: String

    func read(_ path: String, type: CopieFileType) async throws(ReadingFailure) -> CopieReading {
        log.losesNextAnswer()
        return CopieReading(text: text, pages: 40, method: .textLayer, meanConfidence: nil)
    }
}
