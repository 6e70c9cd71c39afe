/// Why a command that was submitted again and again was not taken, as far as anybody knows.
struct PatientWriterFailure: Error, Equatable, Sendable {
    /// What the last attempt ended with.
    let error: WriterError
    /// One of the attempts, the last or an earlier one, may have taken effect: what a record of it would name must stay.
    let mayHaveTakenEffect: Bool
}
