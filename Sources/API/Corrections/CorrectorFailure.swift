/// Why a copie could not be corrected; it is never marked instead (contract §0.6).
public struct CorrectorFailure: Error, Sendable, Equatable {
    public let code: Code
    /// In French, for pupils and teachers; holds no text of the copie and no address.
    public let message: String
    /// Whether the same request may succeed later.
    public let retryable: Bool
    /// Says nothing about this copie: it waits for so long at least, and the attempt does not count. Nil for an attempt that does.
    public let postponedSeconds: Int?

    public init(code: Code, message: String, retryable: Bool, postponedSeconds: Int? = nil) {
        self.code = code
        self.message = message
        self.retryable = retryable
        self.postponedSeconds = postponedSeconds
    }
}
