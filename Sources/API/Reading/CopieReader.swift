/// Turns an uploaded copie into text: the OCR step of a correction.
protocol CopieReader: Sendable {
    /// Reads the plain (unsealed) file at an absolute path.
    ///
    /// A cancelled task stops the reading and gets `ReadingFailure.cancelled`.
    func read(_ path: String, type: CopieFileType) async throws(ReadingFailure) -> CopieReading
}
