/// Why a copie could not be corrected; it is never marked instead (contract §0.6).
public struct CorrectorFailure: Error, Sendable, Equatable {
    public let code: Code
    /// In French, for pupils and teachers; holds no text of the copie and no address.
    public let message: String
    /// Whether the same request may succeed later.
    public let retryable: Bool

    public init(code: Code, message: String, retryable: Bool) {
        self.code = code
        self.message = message
        self.retryable = retryable
    }
}
