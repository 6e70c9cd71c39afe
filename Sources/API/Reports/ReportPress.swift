import Documents
import Logging

/// Prints reports one after another, beside the threads that answer requests: each takes a processor for some hundredths of a second.
struct ReportPress {
    /// Who comes later would wait longer than a browser does.
    static let waitingMax = 32
    /// After so long it is worth trying again.
    private static let retrySeconds = 2

    private let places = Places(count: waitingMax)
    private let queue = BlockingQueue(serialLabel: "eaf-reports")
    private let limits: DocumentLimits

    init(limits: DocumentLimits) { self.limits = limits }

    /// The report as a PDF.
    ///
    /// - Throws: a `Problem` 503 when too many wait, or it took too long; 500 when it cannot be made.
    func print(_ report: CorrectionReport) async throws(Problem) -> [UInt8] {
        guard let place = places.take() else { throw .unavailable(retryAfterSeconds: Self.retrySeconds) }
        let limits = limits
        do throws(DocumentError) {
            let bytes = try await queue.run { () throws(DocumentError) in try report.pdf(limits: limits) }
            withExtendedLifetime(place) {}
            return bytes
        } catch {
            Logger.current.error("cannot make a report", metadata: ["reason": "\(error)"])
            throw error == .tooSlow ? .unavailable(retryAfterSeconds: Self.retrySeconds) : .internalError
        }
    }
}
