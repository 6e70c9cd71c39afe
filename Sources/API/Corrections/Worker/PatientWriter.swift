import Events

/// Hands commands to the writer for the correction worker, and comes back when the writer cannot take them now.
struct PatientWriter: Sendable {
    static let actor = Actor.system("correction-worker")

    let writer: Writer
    let sleeper: Sleeper

    /// Submits once.
    ///
    /// - Throws: `WriterError`.
    func submit(_ command: any Command, run: CorrectionRunID) async throws(WriterError) -> Receipt {
        let context = RecordContext(correlationID: run.description)
        return try await writer.submit(command, as: Self.actor, context: context, key: nil)
    }

    /// Submits until the writer has decided, for so long at most. A cancelled task tries only once.
    ///
    /// Repeating is safe: the commands of a run are refused once the run does not have its copie any more.
    ///
    /// - Throws: `PatientWriterFailure`, with the last attempt's error.
    func submit(
        _ command: any Command, run: CorrectionRunID, secondsMax: Double
    ) async throws(PatientWriterFailure) -> Receipt {
        var backoff = Backoff()
        var waited = 0.0
        var isOpen = false
        while true {
            do throws(WriterError) {
                return try await submit(command, run: run)
            } catch {
                isOpen = isOpen || error.leavesOutcomeOpen
                let failure = PatientWriterFailure(error: error, mayHaveTakenEffect: isOpen)
                guard error.mayPass, waited < secondsMax else { throw failure }
                let wait = backoff.nextSeconds()
                waited += wait
                guard await sleeper.sleep(seconds: wait) else { throw failure }
            }
        }
    }
}

extension WriterError {
    /// Whether the same command may be taken a little later.
    var mayPass: Bool {
        switch self {
        case .busy, .unavailable: true
        case .rejected, .keyReused, .personErased, .tooLarge, .stopped: false
        }
    }
}
