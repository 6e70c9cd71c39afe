import Events

/// Why a run does not go on.
enum RunStop: Error, Sendable {
    /// To be recorded, with the calls that were made.
    case failed(RunFailure, [NotedCall])
    /// The lease ran out and somebody else took the copie, or its person was erased: nothing more may be recorded.
    case leaseLost
    /// The writer took nothing for too long: the lease runs out, and the copie is taken again.
    case abandoned(WriterError)

    init(_ error: WriterError) {
        self =
            switch error {
            case .rejected: .leaseLost
            case .personErased: .failed(.personErased, [])
            case .tooLarge: .failed(.tooLarge, [])
            case .busy, .unavailable, .stopped, .keyReused: .abandoned(error)
            }
    }
}
