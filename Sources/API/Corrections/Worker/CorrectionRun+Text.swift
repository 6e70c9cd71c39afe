import Events
import Foundation
import Logging
import Projections

/// From the file to the text.
extension CorrectionRun {
    /// The text of the copie: what an earlier run has recorded, else what is read in the file, which is recorded
    /// first.
    func text() async throws(RunStop) -> String {
        if let text = try await recordedText() { return text }
        let reading = try await reading()
        try await record(reading)
        return reading.text
    }

    /// Nil when the copie was not read yet, or when its text blob is lost: then it is read again.
    private func recordedText() async throws(RunStop) -> String? {
        do throws(CopieContentsError) {
            return try await tools.contents.text(of: copie)
        } catch {
            switch error {
            case .blob(.notFound), .blob(.damaged), .blob(.otherKey), .blob(.tooLarge), .otherRecord:
                Logger.current.warning("the recorded text is lost", metadata: error.logMetadata)
                return nil
            case .hidden, .blob, .log: throw .failed(RunFailure(error), [])
            }
        }
    }

    private func reading() async throws(RunStop) -> CopieReading {
        let seconds = Double(tools.limits.readingSecondsMax)
        guard let result = await tools.sleeper.limit(seconds: seconds, { await readFile() }) else {
            throw .failed(RunFailure(ReadingFailure.timedOut), [])
        }
        do throws(RunFailure) {
            return try result.get()
        } catch {
            throw .failed(error, [])
        }
    }

    /// Opens the file in a private folder and reads it there; the folder is gone when this returns.
    private func readFile() async -> Result<CopieReading, RunFailure> {
        do throws(ReadingFailure) {
            return try await PrivateFolder.with(under: tools.temporaryRoot) { folder throws(ReadingFailure) in
                let path = folder.file("copie")
                do throws(RunFailure) {
                    try await open(into: path)
                } catch {
                    return .failure(error)
                }
                let kind = try kind(of: path)
                return .success(try await tools.reader.read(path, type: kind))
            }
        } catch {
            return .failure(RunFailure(error))
        }
    }

    private func open(into path: String) async throws(RunFailure) {
        guard let address = BlobAddress(copie.blob) else { throw .fileDamaged }
        do throws(BlobError) {
            try await tools.blobs.copy(
                address, owner: copie.owner, to: path, bytesMax: tools.limits.fileBytesMax)
        } catch {
            Logger.current.error("cannot open the copie's file", metadata: error.logMetadata)
            throw RunFailure(error)
        }
    }

    private func kind(of path: String) throws(ReadingFailure) -> CopieFileType {
        let start: Data?
        do {
            let file = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { file.closeFile() }
            start = try file.read(upToCount: FileSignature.prefixBytes)
        } catch {
            throw .unavailable
        }
        guard let kind = FileSignature.detect(in: Array(start ?? Data())[...]) else { throw .unreadable }
        return kind
    }

    private func record(_ reading: CopieReading) async throws(RunStop) {
        let textBlob = try await textBlob(of: reading.text)
        let read = CopieRead(
            run: id, method: reading.method == .ocr ? .ocr : .textLayer, pages: reading.pages,
            words: CopieText.wordCount(reading.text), confidence: reading.meanConfidence, textBlob: textBlob,
            text: textBlob == nil ? .clear(reading.text) : nil)
        do throws(PatientWriterFailure) {
            try await submit(ReportReading(copie: copie.id, reading: read))
        } catch {
            if !error.mayHaveTakenEffect { await discard(textBlob) }
            throw RunStop(error.error)
        }
    }

    /// Removes a text that no record will ever name.
    private func discard(_ textBlob: String?) async {
        guard let address = textBlob.flatMap({ BlobAddress($0) }) else { return }
        do throws(BlobError) {
            try await tools.blobs.remove(address)
        } catch {
            // The next start reports it as an orphan.
            Logger.current.error("cannot remove a text that was not recorded", metadata: error.logMetadata)
        }
    }

    /// The address of the text in the blob store; nil when it fits a record.
    private func textBlob(of text: String) async throws(RunStop) -> String? {
        // Only a number that is not finite cannot be encoded.
        let fits = ((try? CanonicalJSON.encode(text).count) ?? .max) <= CopieContents.recordTextBytesMax
        if fits { return nil }
        do throws(BlobError) {
            return try await tools.blobs.put(Array(text.utf8), for: copie.owner).address.text
        } catch {
            Logger.current.error("cannot store the copie's text", metadata: error.logMetadata)
            throw .failed(RunFailure(error), [])
        }
    }
}
