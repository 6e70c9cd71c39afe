/// Where a copie stands, as the API says it.
public enum CopieStatus: String, Codable, Sendable, CaseIterable {
    /// Waits for a worker, for the first time or for another attempt.
    case pending
    /// A worker has it.
    case processing
    /// Corrected.
    case done
    /// The last attempt failed; pupil or teacher may ask again.
    case error
}
