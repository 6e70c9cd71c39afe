import Foundation
import Synchronization

@testable import API

/// A reader that reads what a test says, and keeps which files it was given.
final class ScriptedReader: CopieReader {
    private let text: String
    private let failure: ReadingFailure?
    private let given = Mutex<[(path: String, bytes: [UInt8])]>([])

    init(text: String = "Le soldat de Rimbaud dort dans un trou de verdure.", failure: ReadingFailure? = nil) {
        self.text = text
        self.failure = failure
    }

    var files: [(path: String, bytes: [UInt8])] { given.withLock { $0 } }

    func read(_ path: String, type: CopieFileType) async throws(ReadingFailure) -> CopieReading {
        let bytes = [UInt8](FileManager.default.contents(atPath: path) ?? Data())
        given.withLock { $0.append((path, bytes)) }
        if let failure { throw failure }
        return CopieReading(text: text, pages: 2, method: .ocr, meanConfidence: 87.5)
    }
}
