import Events

/// Why a run gave no correction, as it is recorded. A mark is never invented instead (contract §0.6).
struct RunFailure: Error, Equatable, Sendable {
    /// A stable name: it is stored.
    let code: String
    /// In French, for pupils and teachers.
    let reason: String
    /// Whether another attempt may go better.
    let retryable: Bool
    /// The attempt does not count, and the copie waits for so long; nil for one that does.
    let postponedSeconds: Int?

    init(code: String, reason: String, retryable: Bool, postponedSeconds: Int? = nil) {
        self.code = code
        self.reason = reason
        self.retryable = retryable
        self.postponedSeconds = postponedSeconds
    }

    init(_ failure: ReadingFailure) {
        self.init(code: failure.code.rawValue, reason: failure.message, retryable: failure.retryable)
    }

    init(_ failure: CorrectorFailure) {
        self.init(
            code: failure.code.rawValue, reason: failure.message, retryable: failure.retryable,
            postponedSeconds: failure.postponedSeconds)
    }

    /// The failure to open the copie's file, or to store its text.
    init(_ error: BlobError) {
        self =
            switch error {
            case .notFound, .damaged, .otherKey: .fileDamaged
            case .noKey: .personErased
            case .tooLarge: .fileTooLarge
            case .diskFull, .io: .storageUnavailable
            case .unavailable: .storageUnreachable
            }
    }

    /// The failure to read the épreuve's record or the text's.
    init(_ error: CopieContentsError) {
        self =
            switch error {
            case .hidden: .personErased
            case .otherRecord: .epreuveMissing
            case .blob(let error): RunFailure(error)
            case .log: .logUnreadable
            }
    }
}
